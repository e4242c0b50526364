package dev.multifd.source;

import dev.multifd.counters.Latencies;
import dev.multifd.guest.RamBlock;
import dev.multifd.lifecycle.Crew;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * The migration thread's view of its channels (QEMU {@code multifd_send_state}): hands them work
 * and synchronises them.
 */
final class MultifdSender {
  private final List<SendThread> threads;
  private final Semaphore ready;
  private final Histogram syncLatency = Latencies.histogram();
  private PageBatch batch = new PageBatch();
  private boolean claiming;
  private volatile boolean stopClaims;
  private int next;

  /**
   * @param ready the semaphore that {@code threads} release when idle
   */
  MultifdSender(List<SendThread> threads, Semaphore ready) {
    this.threads = threads;
    this.ready = ready;
  }

  /** Starts the channels' threads. */
  void start(Crew crew) {
    for (SendThread thread : threads) {
      crew.start("channel-" + thread.channel().id(), thread::run);
    }
  }

  /** Adds a page to the batch in the making, which is handed to a channel when it is full. */
  void queue(RamBlock block, long offset) throws InterruptedException {
    if (!batch.add(block, offset)) {
      handOver();
      batch.add(block, offset);
    }
  }

  /** Hands over the pages that {@link #queue} still holds. */
  void flushQueue() throws InterruptedException {
    if (batch.count() > 0) {
      handOver();
    }
  }

  private void handOver() throws InterruptedException {
    ready.acquire();
    while (!threads.get(next).isIdle()) {
      next = (next + 1) % threads.size();
    }
    batch = threads.get(next).start(batch);
    next = (next + 1) % threads.size();
  }

  /**
   * Lets all channels claim ranges, unless they do already, until there are none up to the end or
   * {@code pace} lets them take no more.
   */
  void startClaims(Pace pace) throws InterruptedException {
    if (!claiming) {
      claiming = true;
      stopClaims = false;
      ready.acquire(threads.size());
      threads.forEach(thread -> thread.startClaims(() -> !stopClaims && pace.mayTake()));
    }
  }

  /**
   * Waits for that for a while.
   *
   * @return whether every claim is sent
   */
  boolean awaitClaims(long ns) throws InterruptedException {
    if (ready.tryAcquire(threads.size(), ns, TimeUnit.NANOSECONDS)) {
      ready.release(threads.size());
      claiming = false;
    }
    return !claiming;
  }

  /**
   * Returns when every page that was handed over or claimed is sent, held back by a packing or not;
   * no more is claimed then.
   */
  void drain() throws InterruptedException {
    flushQueue();
    stopClaims = true;
    onAll(SendThread::startFlush);
    claiming = false;
  }

  /** Has a SYNC written on every channel; returns when the last one is (the sender's barrier). */
  void sync() throws InterruptedException {
    flushQueue();
    long fromNs = System.nanoTime();
    onAll(SendThread::startSync);
    Latencies.record(syncLatency, System.nanoTime() - fromNs);
  }

  private void onAll(Consumer<SendThread> job) throws InterruptedException {
    ready.acquire(threads.size());
    threads.forEach(job);
    ready.acquire(threads.size());
    ready.release(threads.size());
  }

  /** Duration of each {@link #sync()}. */
  Histogram syncLatency() {
    return syncLatency;
  }
}
