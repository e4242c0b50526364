package dev.multifd.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableCapacityTest {
  private final TableCapacity capacity = new TableCapacity(0.05);

  @ParameterizedTest
  @CsvSource({"1,0", "3,0", "4,1", "5,6", "6,23", "7,85", "10,4618"})
  void forksCarrySoManyRows(int forks, int rows) {
    if (rows > 0) {
      assertThat(capacity.carries(forks, forks, rows)).isTrue();
    }
    assertThat(capacity.carries(forks, forks, rows + 1)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1,4", "6,5", "7,6", "20,6", "23,6", "24,7", "85,7", "86,8"})
  void rowsNeedSoManyForks(int rows, int forks) {
    assertThat(capacity.forks(rows)).isEqualTo(forks);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "5,5", "6,6", "10,4", "3,9"})
  void theSmallestPIsThatOfSamplesThatDoNotOverlap(int first, int second) {
    double[] low = IntStream.range(0, first).asDoubleStream().toArray();
    double[] high = IntStream.range(100, 100 + second).asDoubleStream().toArray();

    assertThat(TableCapacity.smallestP(first, second))
        .isCloseTo(MannWhitney.of(low, high).p(), within(1e-15));
  }
}
