package dev.multifd.source;

import dev.multifd.counters.Phase;

/** The source's times and the phase that it is in. One thread moves it on, any reads it. */
final class Clock {
  private final TimeSource time;
  private final long startNs;
  private volatile Phase phase = Phase.SETUP;
  private volatile long setupNs;
  private volatile long downtimeStartNs;
  private volatile long completedNs;

  /** Time begins to run here. */
  Clock(TimeSource time) {
    this.time = time;
    this.startNs = time.nanoTime();
  }

  Phase phase() {
    return phase;
  }

  void setupDone() {
    setupNs = sinceStartNs();
    phase = Phase.PRECOPY;
  }

  /** The writers are parked. */
  void downtimeBegins() {
    downtimeStartNs = time.nanoTime();
    phase = Phase.DOWNTIME;
  }

  void ramDone() {
    phase = Phase.DEVICE;
  }

  /** The destination has loaded everything. */
  void completed() {
    completedNs = time.nanoTime();
  }

  long sinceStartNs() {
    return time.nanoTime() - startNs;
  }

  /** From the start until it was completed. */
  long totalNs() {
    return completedNs - startNs;
  }

  long setupNs() {
    return setupNs;
  }

  /** From the parked writers until it was completed. */
  long downtimeNs() {
    return completedNs - downtimeStartNs;
  }
}
