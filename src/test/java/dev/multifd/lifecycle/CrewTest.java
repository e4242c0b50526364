package dev.multifd.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.multifd.io.StreamSocket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrewTest {
  private final Crew crew = new Crew("side");
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void everyThreadEnds() {
    crew.dismiss();
    assertThat(crew.threads()).noneMatch(Thread::isAlive);
  }

  @Test
  void theFirstFailureWins() throws InterruptedException {
    CountDownLatch second = new CountDownLatch(1);
    Thread later =
        crew.start(
            "later",
            () -> {
              second.await();
              throw new IOException("a consequence");
            });
    Thread first =
        crew.start(
            "first",
            () -> {
              throw new IOException("the cause");
            });
    first.join();
    second.countDown();
    later.join();
    assertThatExceptionOfType(MigrationException.class)
        .isThrownBy(crew::check)
        .withMessage("side first: the cause");
    crew.fail("migration", new IOException("too late"));
    assertThat(crew.failure()).hasMessage("side first: the cause");
  }

  @Test
  void anErrorThatIsNoIoErrorIsToldWithItsType() throws InterruptedException {
    crew.start(
            "thread",
            () -> {
              throw new IllegalStateException("not thought of");
            })
        .join();
    assertThat(crew.failure())
        .hasMessage("side thread: java.lang.IllegalStateException: not thought of")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRenamedThreadIsToldByItsNewName() throws InterruptedException {
    crew.start(
            "connection-0",
            () -> {
              crew.rename("channel-3");
              throw new IOException("odd");
            })
        .join();
    assertThat(crew.failure()).hasMessage("side channel-3: odd");
  }

  @Test
  void aFailureInterruptsTheOthersAndRunsTheBreakersOnce() throws InterruptedException {
    List<String> ran = new ArrayList<>();
    crew.onEnd(() -> ran.add("first"));
    crew.onEnd(() -> ran.add("second"));
    Thread waiting = crew.start("waiting", never::await);
    crew.fail("step", new IOException("over"));
    waiting.join();
    assertThat(ran).containsExactly("first", "second");
    crew.dismiss();
    assertThat(ran).containsExactly("first", "second");
    crew.onEnd(() -> ran.add("late"));
    assertThat(ran).as("at once").containsExactly("first", "second", "late");
    assertThat(crew.failure())
        .as("the interrupt is no failure of its own")
        .hasMessage("side step: over");
  }

  @Test
  void dismissingWakesSystemCallsAndIsNoFailure() throws IOException {
    StreamSocket[] pair = StreamSocket.pair();
    try (StreamSocket one = pair[0];
        StreamSocket other = pair[1];
        Arena arena = Arena.ofShared()) {
      long buffer = arena.allocate(8).address();
      crew.onEnd(one::shutdown);
      crew.start("blocked", () -> refuse(one.read(buffer, 8)));
      crew.start("waiting", never::await);
      crew.dismiss();
      crew.dismiss();
      assertThat(crew.threads()).hasSize(2).noneMatch(Thread::isAlive);
      assertThatNoException().isThrownBy(crew::check);
      assertThat(other.writtenBytes()).isZero();
    }
  }

  private static void refuse(long read) throws IOException {
    throw new IOException("read " + read);
  }

  @Test
  void aThreadThatStartsAfterTheEndIsInterrupted() throws InterruptedException {
    crew.fail("step", new IOException("over"));
    crew.start("late", never::await).join();
    assertThat(crew.failure()).hasMessage("side step: over");
  }

  @Test
  void aThreadStartedByAWokenThreadIsJoinedToo() {
    AtomicInteger ended = new AtomicInteger();
    crew.start(
        "starter",
        () -> {
          try {
            never.await();
          } finally {
            crew.start(
                "started",
                () -> {
                  try {
                    never.await();
                  } finally {
                    ended.incrementAndGet();
                  }
                });
          }
        });
    crew.dismiss();
    assertThat(ended).hasValue(1);
  }

  @Test
  void aThreadThatDoesNotEndIsNamed() {
    CountDownLatch release = new CountDownLatch(1);
    Crew leaky = new Crew("side", Duration.ofMillis(20));
    leaky.start("stubborn", () -> awaitUninterruptibly(release));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(leaky::dismiss)
        .withMessage("thread side/stubborn does not end");
    release.countDown();
    leaky.dismiss();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // stubborn
      }
    }
  }

  @Test
  void anInterruptOfTheDismissingThreadIsKept() {
    CountDownLatch release = new CountDownLatch(1);
    crew.start("slow", () -> awaitUninterruptibly(release));
    Thread.currentThread().interrupt();
    crew.start("helper", release::countDown);
    crew.dismiss();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void joiningAThreadTellsTheCrewsFailure() {
    Thread failing =
        crew.start(
            "failing",
            () -> {
              throw new IOException("cause");
            });
    assertThatExceptionOfType(MigrationException.class)
        .isThrownBy(() -> crew.join(failing))
        .withMessage("side failing: cause");
  }

  @Test
  void addsUpWhatItsThreadsHaveUsed() throws InterruptedException {
    crew.start("channel-0", CrewTest::burn).join();
    crew.start("channel-1", CrewTest::burn).join();
    crew.start("main", () -> {}).join();
    long one = crew.usage("channel-0").cpuNs();
    assertThat(one).isPositive();
    assertThat(crew.usage("channel-").cpuNs()).isEqualTo(one + crew.usage("channel-1").cpuNs());
    assertThat(crew.usage("none").cpuNs()).isZero();
  }

  private static void burn() {
    long until = System.nanoTime() + 5_000_000;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  @Test
  void failuresKnowTheirOrder() {
    MigrationException first = new MigrationException("one");
    MigrationException second = new MigrationException("two", first);
    assertThat(first.occurredNs()).isLessThanOrEqualTo(second.occurredNs());
  }
}
