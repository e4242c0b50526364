package dev.multifd.report.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.report.answer.Ratio.Verdict;
import dev.multifd.report.cells.Forks;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {
  private static Forks forks(Double... figures) {
    return new Forks(List.of(figures));
  }

  @Test
  void isThatOfTheMediansBetweenTheRatiosOfPairs() {
    Ratio ratio = Ratio.of(forks(20.0, 24.0, 30.0), forks(10.0, 12.0, 8.0));
    assertThat(ratio.value()).isEqualTo(2.4);
    assertThat(ratio.low()).isEqualTo(20.0 / 12);
    assertThat(ratio.high()).isEqualTo(30.0 / 8);
    assertThat(ratio.verdict()).isEqualTo(Verdict.MORE);
    assertThat(ratio.isSure()).isFalse();
  }

  @Test
  void theOtherWayAboutSwapsTheBounds() {
    Ratio ratio = Ratio.of(forks(20.0, 24.0), forks(10.0, 12.0)).inverse();
    assertThat(ratio.low()).isEqualTo(10.0 / 24);
    assertThat(ratio.high()).isEqualTo(12.0 / 20);
    assertThat(ratio.verdict()).isEqualTo(Verdict.LESS);
  }

  @Test
  void anIntervalThatHoldsOneIsNoDifference() {
    assertThat(Ratio.of(forks(9.0, 11.0), forks(10.0, 10.0)).verdict())
        .isEqualTo(Verdict.NO_DIFFERENCE);
  }

  @Test
  void aForkOfNothingHasNoUpperBound() {
    Ratio ratio = Ratio.of(forks(10.0, 11.0, 12.0), forks(5.0, 6.0, 0.0));
    assertThat(ratio.high()).isInfinite();
    assertThat(Wording.times(ratio)).isEqualTo("2.20× [1.67, ∞ at 90 %]");
  }

  @Test
  void enoughForksNeedNoWordOfHowSure() {
    Forks slow = forks(20.0, 21.0, 22.0, 23.0, 24.0, 25.0);
    assertThat(Wording.SPEED.say("a", "b", Ratio.of(slow, slow.times(0.5))))
        .isEqualTo("a is 2.00× [1.76, 2.27] as fast as b");
    assertThat(Wording.SPEED.say("a", "b", Ratio.of(slow.times(0.5), slow)))
        .isEqualTo("b is 2.00× [1.76, 2.27] as fast as a");
  }

  @Test
  void oneForkEachHasNoInterval() {
    assertThat(Wording.SPEED.say("a", "b", Ratio.of(forks(3.0), forks(2.0))))
        .isEqualTo("a is 1.50× (one fork each) as fast as b");
    assertThat(Wording.times(Ratio.within(forks(3.0)))).isEqualTo("3.00× (one fork each)");
  }
}
