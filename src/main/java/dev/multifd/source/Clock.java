package dev.multifd.source;

import dev.multifd.counters.Phase;

/** The source's times and the phase that it is in. One thread moves it on, any reads it. */
final class Clock {
  private final long startNs = System.nanoTime();
  private volatile Phase phase = Phase.SETUP;
  private volatile long setupNs;
  private volatile long downtimeStartNs;

  Phase phase() {
    return phase;
  }

  void setupDone() {
    setupNs = sinceStartNs();
    phase = Phase.PRECOPY;
  }

  /** The writers are parked. */
  void downtimeBegins() {
    downtimeStartNs = System.nanoTime();
    phase = Phase.DOWNTIME;
  }

  void ramDone() {
    phase = Phase.DEVICE;
  }

  long sinceStartNs() {
    return System.nanoTime() - startNs;
  }

  long setupNs() {
    return setupNs;
  }

  long downtimeNs() {
    return System.nanoTime() - downtimeStartNs;
  }
}
