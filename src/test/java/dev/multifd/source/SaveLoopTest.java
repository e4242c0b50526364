package dev.multifd.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the loop iterates, waits, looks and completes: in a time that is made up. */
class SaveLoopTest {
  private static final long MIB = 1 << 20;
  private static final long MS = 1_000_000;

  /** A link of a fixed speed and a guest that dirties a fixed set at a fixed rate. */
  private static final class Fake implements SaveLoop.Handlers, TimeSource {
    private static final long STEP_BYTES = MIB / 4;

    private final long bytesPerMs;
    private final long dirtyBytesPerMs;
    private final long workingSetBytes;
    private final List<Long> iterationsNs = new ArrayList<>();
    private long now = 17;
    private long pending;
    private long sent;
    private long syncedNs = now;
    private int syncs;
    private int completions;
    private long completedPending;

    Fake(long ramMib, long mibPerMs, long dirtyMibPerMs, long workingSetMib) {
      this.pending = ramMib * MIB;
      this.bytesPerMs = mibPerMs * MIB;
      this.dirtyBytesPerMs = dirtyMibPerMs * MIB;
      this.workingSetBytes = workingSetMib * MIB;
    }

    SaveLoop.Ending run(ConvergenceOptions options) throws IOException, InterruptedException {
      return new SaveLoop(this, options, this).run();
    }

    long elapsedMs() {
      return (now - 17) / MS;
    }

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void sleepUntil(long ns) {
      assertThat(ns).as("never back").isGreaterThanOrEqualTo(now);
      now = ns;
    }

    @Override
    public long pendingBytes() {
      return pending;
    }

    @Override
    public void syncBitmap() {
      syncs++;
      // Of the set, what is clean is hit as often as the rest.
      long clean = Math.max(0, workingSetBytes - pending);
      long dirtied = Math.min(workingSetBytes, (now - syncedNs) / MS * dirtyBytesPerMs);
      pending += workingSetBytes == 0 ? 0 : Math.round((double) clean * dirtied / workingSetBytes);
      syncedNs = now;
    }

    @Override
    public void iterate(Pace pace) {
      long fromNs = now;
      while (pending > 0 && pace.mayContinue()) {
        long bytes = Math.min(STEP_BYTES, pending);
        pending -= bytes;
        sent += bytes;
        now += bytes * MS / bytesPerMs;
      }
      iterationsNs.add(now - fromNs);
    }

    @Override
    public void complete() {
      completions++;
      syncBitmap();
      completedPending = pending;
      sent += pending;
      pending = 0;
    }

    @Override
    public long transferredBytes() {
      return sent;
    }
  }

  private static ConvergenceOptions limits(long downtimeMs, long maxBandwidthMib, long seconds) {
    return new ConvergenceOptions(
        Duration.ofMillis(downtimeMs),
        maxBandwidthMib * MIB,
        Duration.ofSeconds(seconds),
        Throttling.OFF);
  }

  @Test
  void anIdleGuestIsSentOnceAndLookedAtBeforeItIsStopped()
      throws IOException, InterruptedException {
    Fake idle = new Fake(700, 1, 0, 0);
    assertThat(idle.run(limits(300, 0, 10))).isEqualTo(SaveLoop.Ending.COMPLETED);
    assertThat(idle.completions).isOne();
    assertThat(idle.sent).isEqualTo(700 * MIB);
    assertThat(idle.syncs).as("one before, one when stopped").isEqualTo(2);
  }

  /** Below the threshold it is stopped with what is left; above it goes on. */
  @Test
  void whatCanBeSentWithinTheDowntimeLimitIsLeftForIt() throws IOException, InterruptedException {
    Fake idle = new Fake(1000, 1, 0, 0);
    idle.run(limits(300, 0, 10));
    assertThat(idle.completedPending).isBetween(1L, 300 * MIB - 1);
    Fake strict = new Fake(1000, 1, 0, 0);
    strict.run(limits(1, 0, 10));
    assertThat(strict.completedPending).isLessThanOrEqualTo(MIB);
  }

  @Test
  void anIterationLastsFiftyMillisecondsAtMost() throws IOException, InterruptedException {
    Fake idle = new Fake(1000, 1, 0, 0);
    idle.run(limits(1, 0, 10));
    assertThat(idle.iterationsNs).hasSizeBetween(19, 21);
    assertThat(idle.iterationsNs).allMatch(ns -> ns <= 50 * MS + MS);
  }

  /** In the mean to the byte, although every window overshoots by a step. */
  @ParameterizedTest
  @CsvSource({"100, 10", "50, 20", "15, 68", "3, 341"})
  void theBandwidthLimitIsKept(long maxMib, long seconds) throws IOException, InterruptedException {
    Fake fast = new Fake(1024, 7, 0, 0);
    fast.run(limits(1, maxMib, 1000));
    assertThat(fast.elapsedMs()).isBetween(seconds * 1000 - 100, seconds * 1000 + 500);
  }

  /** QEMU's rule: what is dirty by the next look must be less than bandwidth times limit. */
  @ParameterizedTest
  @CsvSource({"299, COMPLETED", "320, NOT_CONVERGED"})
  void itConvergesIfTheDirtySetFitsTheDowntime(long workingSetMib, SaveLoop.Ending ending)
      throws IOException, InterruptedException {
    Fake dirtying = new Fake(4000, 1, 5, workingSetMib);
    assertThat(dirtying.run(limits(300, 0, 20))).isEqualTo(ending);
    assertThat(dirtying.completions).isEqualTo(ending == SaveLoop.Ending.COMPLETED ? 1 : 0);
    if (ending == SaveLoop.Ending.NOT_CONVERGED) {
      assertThat(dirtying.elapsedMs()).isBetween(20_000L, 20_050L);
      assertThat(dirtying.pending).isPositive();
    }
  }

  /** A guest that dirties more slowly than the link is fast converges by itself. */
  @Test
  void slowDirtyingConvergesInSmallerAndSmallerRounds() throws IOException, InterruptedException {
    Fake slow = new Fake(8000, 2, 1, 4000);
    assertThat(slow.run(limits(100, 0, 60))).isEqualTo(SaveLoop.Ending.COMPLETED);
    assertThat(slow.completedPending).isLessThan(201 * MIB);
  }

  /** With nothing measured yet, the window that is open must do. */
  @Test
  void aGuestThatIsSentBeforeAWindowClosesIsNotStoppedBlindly()
      throws IOException, InterruptedException {
    Fake small = new Fake(40, 1, 5, 400);
    assertThat(small.run(limits(20, 0, 1))).isEqualTo(SaveLoop.Ending.NOT_CONVERGED);
    assertThat(small.syncs).isGreaterThan(1);
  }

  @Test
  void theLimitIsOffWhenTheGuestIsStopped() {
    long[] sent = {0};
    RateLimiter limiter = new RateLimiter(10 * MIB, () -> sent[0]);
    sent[0] = MIB;
    assertThat(limiter.exceeded()).isTrue();
    limiter.lift();
    assertThat(limiter.exceeded()).isFalse();
  }

  @Test
  void whatAWindowSentTooMuchIsTakenFromTheNext() {
    long[] sent = {5};
    RateLimiter limiter = new RateLimiter(10 * MIB, () -> sent[0]);
    assertThat(limiter.exceeded()).isFalse();
    sent[0] = 5 + 5 * MIB / 2;
    assertThat(limiter.exceeded()).isTrue();
    limiter.restart();
    assertThat(limiter.exceeded()).as("half a window over").isTrue();
    limiter.restart();
    assertThat(limiter.exceeded()).isFalse();
    sent[0] += MIB / 2;
    assertThat(limiter.exceeded()).isTrue();
    limiter.restart();
    limiter.restart();
    sent[0] += MIB - 1;
    assertThat(limiter.exceeded()).as("what was not sent is not saved up").isFalse();
    sent[0] += 1;
    assertThat(limiter.exceeded()).isTrue();
  }
}
