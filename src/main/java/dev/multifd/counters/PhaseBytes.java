package dev.multifd.counters;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Bytes that one socket took, each booked once, in the phase in which the call was made. */
public final class PhaseBytes {
  private final Map<Phase, Counter> byPhase = new EnumMap<>(Phase.class);

  public PhaseBytes() {
    for (Phase phase : Phase.values()) {
      byPhase.put(phase, new Counter());
    }
  }

  /** Books {@code bytes} in {@code phase}; only the socket's writer may. */
  public void add(Phase phase, long bytes) {
    counter(phase).add(bytes);
  }

  /** Bytes booked in {@code phase}. */
  public long get(Phase phase) {
    return counter(phase).get();
  }

  private Counter counter(Phase phase) {
    return Objects.requireNonNull(byPhase.get(phase));
  }

  /** Bytes booked in all phases. */
  public long total() {
    long total = 0;
    for (Counter counter : byPhase.values()) {
      total += counter.get();
    }
    return total;
  }
}
