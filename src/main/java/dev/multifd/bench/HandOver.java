package dev.multifd.bench;

import dev.multifd.lifecycle.Crew;
import dev.multifd.lifecycle.MigrationException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import org.agrona.concurrent.IdleStrategy;

/**
 * A way for the migration thread to get work to the channels' threads. An item of work is a number,
 * which a channel adds up: next to nothing, so that what is measured is the way there.
 *
 * <p>The caller is the migration thread; {@link #round} is its whole round.
 */
abstract sealed class HandOver implements AutoCloseable
    permits CursorHandOver, QueueHandOver, SemaphoreHandOver {
  /** The ways there are. */
  enum Kind {
    /** Channels claim the next item from one atomic counter, as they claim ranges here. */
    CURSOR,
    /** Agrona queues: one producer and one consumer each, and one for free items back. */
    QUEUE,
    /** A slot a channel, and semaphores to say that it is full or free: QEMU's way. */
    SEMAPHORE
  }

  /** Two cache lines between what two channels write. */
  private static final int APART = 16;

  private final Crew crew = new Crew("hand-over");
  private final AtomicLongArray sums;

  HandOver(int channels) {
    sums = new AtomicLongArray(channels * APART);
  }

  /** Starts so many channels; each waits in its own way, by {@code idle} where it may choose. */
  static HandOver start(Kind kind, int channels, Supplier<IdleStrategy> idle) {
    HandOver started =
        switch (kind) {
          case CURSOR -> new CursorHandOver(channels, idle);
          case QUEUE -> new QueueHandOver(channels, idle);
          case SEMAPHORE -> new SemaphoreHandOver(channels);
        };
    started.startChannels(channels);
    return started;
  }

  private void startChannels(int channels) {
    for (int channel = 0; channel < channels; channel++) {
      int id = channel;
      crew.start("channel-" + id, () -> run(id));
    }
  }

  /** A channel's thread, to its end by an interrupt. */
  abstract void run(int channel) throws InterruptedException;

  /** Hands over the items 0 to {@code items - 1} and waits until all are worked on. */
  abstract void handOver(int items) throws InterruptedException;

  /** Adds to what a channel has added up; for its thread. */
  final void addToSum(int channel, long more) {
    int at = channel * APART;
    sums.setRelease(at, sums.getPlain(at) + more);
  }

  private long sum() {
    long all = 0;
    for (int at = 0; at < sums.length(); at += APART) {
      all += sums.getAcquire(at);
    }
    return all;
  }

  /**
   * One round.
   *
   * @return the sum of the items that the channels got
   * @throws MigrationException if a channel failed
   */
  final long round(int items) throws MigrationException, InterruptedException {
    long before = sum();
    handOver(items);
    crew.check();
    return sum() - before;
  }

  /**
   * Waits a little, as {@code idle} does it.
   *
   * @throws InterruptedException so that threads that spin end as others do
   */
  static void idle(IdleStrategy idle) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    idle.idle();
  }

  @Override
  public final void close() {
    crew.dismiss();
  }
}
