package dev.multifd.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/** See {@link HandOver.Kind#QUEUE}. */
final class QueueHandOver extends HandOver {
  /** Items under way to each channel. */
  private static final int DEPTH = 4;

  private final Supplier<IdleStrategy> idle;
  private final List<OneToOneConcurrentArrayQueue<Work>> queues = new ArrayList<>();
  private final ManyToOneConcurrentArrayQueue<Work> free;
  private final int workers;

  /** Goes to its channel and comes back. */
  private static final class Work {
    private final int channel;
    private int item;

    Work(int channel) {
      this.channel = channel;
    }
  }

  QueueHandOver(int channels, Supplier<IdleStrategy> idle) {
    super(channels);
    this.idle = idle;
    workers = channels * DEPTH;
    free = new ManyToOneConcurrentArrayQueue<>(workers);
    for (int channel = 0; channel < channels; channel++) {
      queues.add(new OneToOneConcurrentArrayQueue<>(DEPTH));
    }
    for (int i = 0; i < workers; i++) {
      free.add(new Work(i % channels));
    }
  }

  @Override
  void handOver(int items) throws InterruptedException {
    IdleStrategy wait = idle.get();
    for (int item = 0; item < items; item++) {
      Work work = free.poll();
      while (work == null) {
        idle(wait);
        work = free.poll();
      }
      wait.reset();
      work.item = item;
      queues.get(work.channel).add(work);
    }
    while (free.size() < workers) {
      idle(wait);
    }
  }

  @Override
  void run(int channel) throws InterruptedException {
    OneToOneConcurrentArrayQueue<Work> queue = queues.get(channel);
    IdleStrategy wait = idle.get();
    while (true) {
      Work work = queue.poll();
      if (work == null) {
        idle(wait);
      } else {
        wait.reset();
        addToSum(channel, work.item);
        free.add(work);
      }
    }
  }
}
