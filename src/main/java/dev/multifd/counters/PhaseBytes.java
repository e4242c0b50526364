package dev.multifd.counters;

/** Bytes that one socket took, each booked once, in the phase in which the call was made. */
public final class PhaseBytes {
  private final Counter[] byPhase = new Counter[Phase.values().length];

  public PhaseBytes() {
    for (int i = 0; i < byPhase.length; i++) {
      byPhase[i] = new Counter();
    }
  }

  /** Books {@code bytes} in {@code phase}; only the socket's writer may. */
  public void add(Phase phase, long bytes) {
    byPhase[phase.ordinal()].add(bytes);
  }

  /** Bytes booked in {@code phase}. */
  public long get(Phase phase) {
    return byPhase[phase.ordinal()].get();
  }

  /** Bytes booked in all phases. */
  public long total() {
    long total = 0;
    for (Counter counter : byPhase) {
      total += counter.get();
    }
    return total;
  }
}
