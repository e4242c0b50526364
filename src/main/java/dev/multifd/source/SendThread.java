package dev.multifd.source;

import dev.multifd.guest.RamBlock;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * A channel's thread and the place where the migration thread leaves work for it (QEMU {@code
 * MultiFDSendParams.sem} and {@code channels_ready}). It holds one job at a time.
 */
final class SendThread {
  /** What a channel can be told to do. */
  private enum Job {
    NONE,
    BATCH,
    CLAIMS,
    FLUSH,
    SYNC
  }

  private final SendChannel channel;
  private final Semaphore ready;
  private final ClaimCursor cursor;
  private final ZeroSieve sieve;
  private final Predicate<RamBlock> looksInto;
  private final Claim claim = new Claim();
  private final Semaphore work = new Semaphore(0);
  private PageBatch batch = new PageBatch();
  private Pace pace = Pace.UNLIMITED;
  private volatile Job job = Job.NONE;

  /**
   * @param ready gets a permit whenever this thread has nothing to do
   * @param looksInto the blocks in which it looks for zero pages
   */
  SendThread(
      SendChannel channel,
      Semaphore ready,
      ClaimCursor cursor,
      ZeroSieve sieve,
      Predicate<RamBlock> looksInto) {
    this.channel = channel;
    this.ready = ready;
    this.cursor = cursor;
    this.sieve = sieve;
    this.looksInto = looksInto;
  }

  SendChannel channel() {
    return channel;
  }

  boolean isIdle() {
    return job == Job.NONE;
  }

  /** Hands over a batch and returns the thread's former one, empty, in exchange. */
  PageBatch start(PageBatch full) {
    PageBatch empty = batch;
    batch = full;
    give(Job.BATCH);
    return empty;
  }

  /** Lets the thread claim ranges until there are none up to the end, or the pace stops it. */
  void startClaims(Pace of) {
    pace = of;
    give(Job.CLAIMS);
  }

  /** Lets the thread write what its packing holds back. */
  void startFlush() {
    give(Job.FLUSH);
  }

  /** Lets the thread write a SYNC packet. */
  void startSync() {
    give(Job.SYNC);
  }

  private void give(Job next) {
    job = next;
    work.release();
  }

  /** The thread's body; it ends by an interrupt or an error. */
  void run() throws IOException {
    try {
      while (true) {
        ready.release();
        work.acquire();
        switch (job) {
          case BATCH -> sendBatch();
          case CLAIMS -> sendClaims();
          case FLUSH -> channel.flush();
          case SYNC -> channel.sendSync();
          case NONE -> throw new IllegalStateException("woken for nothing");
        }
        job = Job.NONE;
      }
    } catch (InterruptedException e) {
      // The migration is over, one way or the other.
    }
  }

  private void sendBatch() throws IOException {
    int normal = looksInto.test(batch.block()) ? batch.partition(sieve) : batch.count();
    channel.send(batch, normal);
    batch.clear();
  }

  private void sendClaims() throws IOException {
    while (pace.mayTake() && cursor.claim(claim)) {
      if (looksInto.test(claim.block())) {
        sieve.sift(claim);
      }
      channel.send(claim);
    }
    channel.flush();
  }
}
