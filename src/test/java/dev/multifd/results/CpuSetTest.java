package dev.multifd.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuSetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0       | 1
          0-3     | 4
          0-3,8   | 5
          1,3,5-6 | 4
          """)
  void countsMembers(String list, int count) {
    assertThat(CpuSet.count(list)).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "3-", "3-1", "0,,1"})
  void malformedIsUnknown(String list) {
    assertThat(CpuSet.count(list)).isNull();
  }

  @Test
  void missingIsUnknown() {
    assertThat(CpuSet.count(null)).isNull();
  }
}
