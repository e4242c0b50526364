package dev.multifd.counters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class CountersTest {
  @Test
  void aCounterAddsUp() {
    Counter counter = new Counter();
    counter.add(5);
    counter.add(-2);
    counter.add(1L << 40);
    assertThat(counter.get()).isEqualTo((1L << 40) + 3);
  }

  @Test
  void bytesAreBookedInOnePhaseEach() {
    PhaseBytes bytes = new PhaseBytes();
    bytes.add(Phase.SETUP, 1);
    bytes.add(Phase.PRECOPY, 2);
    bytes.add(Phase.DOWNTIME, 4);
    bytes.add(Phase.DEVICE, 8);
    bytes.add(Phase.PRECOPY, 100);
    assertThat(bytes.get(Phase.SETUP)).isEqualTo(1);
    assertThat(bytes.get(Phase.PRECOPY)).isEqualTo(102);
    assertThat(bytes.get(Phase.DOWNTIME)).isEqualTo(4);
    assertThat(bytes.get(Phase.DEVICE)).isEqualTo(8);
    assertThat(bytes.total()).isEqualTo(115);
  }

  @Test
  void aDurationBeyondTheRangeCountsAsTheLongest() {
    Histogram histogram = Latencies.histogram();
    Latencies.record(histogram, TimeUnit.DAYS.toNanos(1));
    Latencies.record(histogram, -5);
    Latencies.record(histogram, 1_000);
    assertThat(histogram.getTotalCount()).isEqualTo(3);
    assertThat(histogram.getMaxValue()).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(99));
    assertThat(histogram.getMinValue()).isZero();
    assertThat(histogram.getValueAtPercentile(50)).isBetween(990L, 1_010L);
  }
}
