package dev.multifd.bench;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.agrona.concurrent.IdleStrategy;

/** See {@link HandOver.Kind#CURSOR}. */
final class CursorHandOver extends HandOver {
  private final int channels;
  private final Supplier<IdleStrategy> idle;
  private final AtomicInteger cursor = new AtomicInteger();
  private final AtomicInteger finished = new AtomicInteger();
  private volatile int items;
  private final AtomicInteger round = new AtomicInteger();

  CursorHandOver(int channels, Supplier<IdleStrategy> idle) {
    super(channels);
    this.channels = channels;
    this.idle = idle;
  }

  @Override
  void handOver(int items) throws InterruptedException {
    cursor.set(0);
    finished.set(0);
    this.items = items;
    round.incrementAndGet();
    IdleStrategy wait = idle.get();
    while (finished.get() < channels) {
      idle(wait);
    }
  }

  @Override
  void run(int channel) throws InterruptedException {
    IdleStrategy wait = idle.get();
    int seen = 0;
    while (true) {
      while (round.get() == seen) {
        idle(wait);
      }
      seen = round.get();
      wait.reset();
      long sum = 0;
      for (int item = cursor.getAndIncrement(); item < items; item = cursor.getAndIncrement()) {
        sum += item;
      }
      addToSum(channel, sum);
      finished.incrementAndGet();
    }
  }
}
