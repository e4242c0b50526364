package dev.multifd.guest;

/** The guest's processors: whoever writes to its RAM while it migrates. */
public interface VirtualCpus {
  /** Processors that write nothing: a paused guest. */
  VirtualCpus IDLE =
      new VirtualCpus() {
        @Override
        public void stop() {}

        @Override
        public void resume() {}
      };

  /** Returns when every writer is parked (QEMU {@code vm_stop}): downtime has begun. */
  void stop();

  /** Lets the writers go on, after a migration that failed or was cancelled. */
  void resume();

  /** Pages written so far, over and over included; 0 if nobody counts. Any thread may ask. */
  default long writes() {
    return 0;
  }

  /**
   * Slows the writers (QEMU {@code cpu_throttle_set}): of their time they rest that share.
   *
   * @param percent 0 for none, at most 99
   */
  default void throttle(int percent) {}
}
