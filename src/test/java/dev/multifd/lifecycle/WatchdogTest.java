package dev.multifd.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.fixture.Threads;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private static final Duration TIMEOUT = Duration.ofMillis(60);

  @Test
  void endsASideThatDoesNotMove() {
    long fromNs = System.nanoTime();
    try (Crew crew = new Crew("side")) {
      Watchdog.watch(crew, TIMEOUT, () -> 5, () -> "waiting for the tide");
      Threads.await(() -> crew.failure() != null);
      assertThat(crew.failure())
          .hasMessage(
              "side watchdog: nothing moved for 60 ms while waiting for the tide; is the other side"
                  + " alive? (--timeout allows more)");
      assertThat(System.nanoTime() - fromNs).isGreaterThanOrEqualTo(TIMEOUT.toNanos());
    }
  }

  /** The number moves each time that it is looked at, for several timeouts. */
  @Test
  void leavesASideThatMovesAlone() {
    AtomicLong looks = new AtomicLong();
    try (Crew crew = new Crew("side")) {
      Watchdog.watch(crew, TIMEOUT, looks::incrementAndGet, () -> "never told");
      Threads.await(() -> looks.get() > 30);
      assertThat(crew.failure()).isNull();
    }
  }

  /** What moves and then stops has the whole timeout from its last move on. */
  @Test
  void countsFromTheLastMove() {
    AtomicLong progress = new AtomicLong();
    AtomicLong looks = new AtomicLong();
    try (Crew crew = new Crew("side")) {
      Watchdog.watch(
          crew,
          TIMEOUT,
          () -> looks.incrementAndGet() < 15 ? progress.incrementAndGet() : progress.get(),
          () -> "stalled");
      Threads.await(() -> crew.failure() != null);
      assertThat(looks.get()).isGreaterThanOrEqualTo(15 + 5);
    }
  }

  @Test
  void endsWithItsCrew() {
    Crew crew = new Crew("side");
    Watchdog.watch(crew, Duration.ofHours(1), () -> 0, () -> "never told");
    crew.dismiss();
    assertThat(crew.threads()).noneMatch(Thread::isAlive);
    assertThat(crew.failure()).isNull();
  }
}
