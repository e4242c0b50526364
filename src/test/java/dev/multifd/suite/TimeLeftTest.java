package dev.multifd.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private final Plan plan = Requests.of(Profile.QUICK).only("written").forks(2).plan();
  private final TimeLeft timeLeft = new TimeLeft(plan);
  private final Cell first = plan.cells().get(0);
  private final Cell second = plan.cells().get(1);

  @Test
  void startsWithTheEstimate() {
    assertThat(timeLeft.left()).isEqualTo(plan.estimate());
  }

  @Test
  void aCellThatMeasuredCorrectsTheOthers() {
    Duration twice = plan.forkEstimate(first).multipliedBy(2);

    timeLeft.forkMeasured(first, twice);

    assertThat(timeLeft.left())
        .isEqualTo(twice.plus(plan.forkEstimate(second).multipliedBy(2).multipliedBy(2)));
  }

  @Test
  void aCellThatFailedAtOnceSaysNothingAboutTheOthers() {
    timeLeft.forkFailed(first, Duration.ZERO);

    assertThat(timeLeft.left()).isEqualTo(plan.forkEstimate(second).multipliedBy(2));
  }

  @Test
  void droppedCellsTakeNothing() {
    timeLeft.dropped(first);
    timeLeft.dropped(second);

    assertThat(timeLeft.left()).isZero();
  }

  @Test
  void clockReadsLikeAClock() {
    assertThat(TimeLeft.clock(Duration.ofSeconds(9))).isEqualTo("0:09");
    assertThat(TimeLeft.clock(Duration.ofSeconds(250))).isEqualTo("4:10");
    assertThat(TimeLeft.clock(Duration.ofSeconds(3850))).isEqualTo("1:04:10");
  }
}
