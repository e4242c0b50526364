package dev.multifd.guest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Throttle and schedule on a clock that the test turns. */
class ThrottleTest {
  private static final long MS = 1_000_000;

  @ParameterizedTest
  @CsvSource({"20, 2500000", "50, 10000000", "99, 990000000"})
  void restsAfterEverySlice(int percent, long restNs) {
    Throttle throttle = new Throttle();
    long now = -5 * MS; // the clock may be negative
    for (int slice = 0; slice < 3; slice++) {
      assertThat(throttle.restNs(now, percent)).isZero();
      assertThat(throttle.restNs(now + 9 * MS, percent)).isZero();
      assertThat(throttle.restNs(now + 10 * MS, percent)).isEqualTo(restNs);
      assertThat(throttle.restNs(now + 10 * MS + 7, percent)).isEqualTo(restNs - 7);
      now += 10 * MS + restNs;
    }
  }

  @Test
  void endsARestWhenItIsLifted() {
    Throttle throttle = new Throttle();
    assertThat(throttle.restNs(0, 99)).isZero();
    assertThat(throttle.restNs(10 * MS, 99)).isEqualTo(990 * MS);
    assertThat(throttle.restNs(11 * MS, 0)).isZero();
    assertThat(throttle.restNs(12 * MS, 99)).isZero();
    assertThat(throttle.restNs(22 * MS, 99)).isEqualTo(990 * MS);
  }

  @Test
  void theScheduleCatchesUpButNotWithWhatWasPutOff() {
    Schedule schedule = new Schedule(2_000);
    schedule.begin(100 * MS);
    assertThat(schedule.duePages(100 * MS, 64)).isZero();
    assertThat(schedule.duePages(110 * MS, 64)).isEqualTo(20);
    assertThat(schedule.duePages(1_100 * MS, 64)).isEqualTo(64);
    schedule.did(64);
    schedule.postpone(900 * MS);
    assertThat(schedule.duePages(1_100 * MS, 500)).isEqualTo(200 - 64);
    schedule.did(136);
    assertThat(schedule.restNs(1_100 * MS)).isEqualTo(MS); // two pages at a time
  }

  @Test
  void theScheduleRestsUntilThePageIsDueButNoLongerThanASlice() {
    Schedule slow = new Schedule(1);
    slow.begin(0);
    assertThat(slow.restNs(0)).isEqualTo(10 * MS);
    assertThat(slow.restNs(995 * MS)).isEqualTo(5 * MS);
    assertThat(slow.duePages(1_000 * MS, 64)).isEqualTo(1);
  }

  @Test
  void withoutARateAllIsDue() {
    Schedule flatOut = new Schedule(0);
    flatOut.begin(0);
    assertThat(flatOut.duePages(0, 64)).isEqualTo(64);
  }
}
