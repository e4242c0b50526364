package dev.multifd.destination;

import dev.multifd.lifecycle.MigrationException;

/**
 * Where the channels and the main loader meet (QEMU {@code multifd_recv_sync_main}): a channel that
 * has read a SYNC waits until the main loader has reached its marker, and the main loader until
 * every channel has read a SYNC. A failure elsewhere interrupts whoever waits.
 */
final class SyncBarrier {
  private final int channels;
  private int arrived;
  private int closed;
  private long passed;
  private volatile boolean finished;

  SyncBarrier(int channels) {
    this.channels = channels;
  }

  /**
   * A channel has read a SYNC.
   *
   * @throws MigrationException if the main loader has finished: no marker will come
   */
  synchronized void channelSync() throws InterruptedException, MigrationException {
    if (finished) {
      throw new MigrationException("a SYNC more than the main channel's " + passed + " markers");
    }
    long mine = passed;
    arrived++;
    notifyAll();
    while (passed == mine) {
      wait();
    }
  }

  /** A channel has come to the end of its stream: no further SYNC will come from it. */
  synchronized void channelClosed() {
    closed++;
    notifyAll();
  }

  /** The main loader has read a marker. */
  synchronized void mainMarker() throws InterruptedException, MigrationException {
    while (arrived < channels) {
      if (closed > 0) {
        throw new MigrationException(
            closed
                + " of "
                + channels
                + " channels closed before SYNC "
                + (passed + 1)
                + ", which the main channel's marker asks for");
      }
      wait();
    }
    arrived = 0;
    passed++;
    notifyAll();
  }

  /**
   * The main loader has loaded everything.
   *
   * @throws MigrationException if a channel waits for a marker that will not come
   */
  synchronized void finish() throws MigrationException {
    if (arrived > 0) {
      throw new MigrationException(
          arrived + " channels sent a SYNC more than the main channel's " + passed + " markers");
    }
    finished = true;
  }

  /** Whether there are channels to meet. */
  boolean isNeeded() {
    return channels > 0;
  }

  /** Whether the main loader has loaded everything: a channel has nothing left to bring. */
  boolean isFinished() {
    return finished;
  }

  /** What it is waiting for, for messages. */
  synchronized String state() {
    if (finished) {
      return "everything is loaded, waiting for the source to close its channels";
    }
    return channels == 0
        ? "loading the main channel"
        : "loading: " + arrived + " of " + channels + " channels are at SYNC " + (passed + 1);
  }

  /** Barriers passed. */
  synchronized long passed() {
    return passed;
  }
}
