package dev.multifd.guest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A guest whose processors dirty its memory, as {@code stress --vm} does in a real one: each writes
 * its own pages in order, over and over, another word at every pass, and checks what it wrote when
 * it comes there again.
 *
 * <pre>
 *   start   every page was written once, the writers run
 *   stop    all are parked; {@link StressedContent} is exact
 *   resume  they go on where they were
 *   close   the threads have ended
 * </pre>
 *
 * <p>To be closed before its RAM is. Another one of the same content goes on where this one ended.
 */
public final class StressGuest implements VirtualCpus, AutoCloseable {
  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(30);

  private final StressedContent content;
  private final WriterGate gate = new WriterGate();
  private final List<HogWriter> writers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Starts nothing yet.
   *
   * @param ram loaded with {@code content}
   * @param content keeps the record of what is written
   * @param tracker told of every write
   * @throws IllegalArgumentException if {@code ram} has another layout
   */
  public StressGuest(GuestRam ram, StressedContent content, DirtyTracker tracker) {
    content.map().requireLayoutOf(ram);
    this.content = content;
    StressParameters parameters = content.parameters();
    double pagesPerSecond = (double) parameters.pagesPerSecond() / parameters.writers();
    for (Hog hog : content.hogs()) {
      RamBlock block = ram.blocks().get(hog.block());
      writers.add(new HogWriter(block, hog, tracker, pagesPerSecond, gate));
    }
  }

  /**
   * Starts the writers, and returns when each has written all of its pages once, as fast as it can,
   * so that none of them is zero when a migration begins. While the guest is stopped, it waits for
   * {@link #resume}.
   *
   * @throws InterruptedException if the caller is interrupted meanwhile; the writers go on
   * @throws IllegalStateException if it was started or closed before, or a writer failed
   */
  public void start() throws InterruptedException {
    if (!threads.isEmpty() || gate.isEnded()) {
      throw new IllegalStateException("a guest starts once");
    }
    for (HogWriter writer : writers) {
      threads.add(
          Thread.ofPlatform().name("guest/vcpu-" + threads.size()).daemon().start(writer::run));
    }
    for (HogWriter writer : writers) {
      writer.awaitEverywhere();
    }
    requireAlive();
  }

  private void requireAlive() {
    for (HogWriter writer : writers) {
      Throwable failed = writer.failure();
      if (failed != null) {
        throw new IllegalStateException("a writer of the guest has failed: " + failed, failed);
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if a writer has failed, so that nobody knows what it wrote
   */
  @Override
  public void stop() {
    gate.stop();
    requireAlive();
  }

  @Override
  public void resume() {
    gate.resume();
  }

  /**
   * {@inheritDoc} It runs for 10 ms at a time. A writer of limited rate does not catch up with what
   * it did not do in its rests.
   *
   * @throws IllegalArgumentException if it is less than 0 or more than 99 percent
   */
  @Override
  public void throttle(int percent) {
    if (percent < 0 || percent > Throttle.MAX_PERCENT) {
      throw new IllegalArgumentException(
          "throttle of " + percent + " percent: give 0 to " + Throttle.MAX_PERCENT);
    }
    writers.forEach(writer -> writer.throttle(percent));
    gate.wake();
  }

  /** {@inheritDoc} The first pass is included. */
  @Override
  public long writes() {
    return content.hogs().stream().mapToLong(hog -> hog.writes().get()).sum();
  }

  /**
   * Pages that did not hold what a writer had written there when it came again: somebody else wrote
   * to the guest's memory. Any thread may ask at any time.
   */
  public long checkFailures() {
    return writers.stream().mapToLong(HogWriter::differences).sum();
  }

  /** Block, page, pass, expected and found word of one of them, the first of its writer. */
  public Optional<String> firstCheckFailure() {
    return writers.stream().map(HogWriter::firstDifference).filter(Objects::nonNull).findFirst();
  }

  /**
   * Ends all threads, whatever they are at. Doing it twice does nothing.
   *
   * @throws IllegalStateException naming a thread that does not end: a leak
   */
  @Override
  public void close() {
    gate.end();
    boolean interrupted = false;
    long deadlineNs = System.nanoTime() + JOIN_TIMEOUT.toNanos();
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          if (!thread.join(Duration.ofNanos(deadlineNs - System.nanoTime()))) {
            throw new IllegalStateException("thread " + thread.getName() + " does not end");
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
