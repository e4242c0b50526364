package dev.multifd.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanPageSizeTest {
  @ParameterizedTest
  @CsvSource({"4K, 4096", "64K, 65536", "512K, 524288", "2M, 2097152", "1G, 1073741824"})
  void isWrittenAsItIsRead(String text, int bytes) {
    assertThat(ScanPageSize.parse(text)).isEqualTo(new ScanPageSize(bytes)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "K", "2K", "5K", "96K", "4096", "2G", "-4K", "4KiB", "huge"})
  void othersAreRefusedByName(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ScanPageSize.parse(text))
        .withMessage(
            "pageSize is '" + text + "': give a power of two from 4K to 1G, such as 4K, 64K or 2M");
  }

  @Test
  void bytesThatAreNoPageAreRefusedToo() {
    for (int bytes : new int[] {0, 1, 2048, 5000, -4096, Integer.MIN_VALUE}) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> new ScanPageSize(bytes))
          .withMessageStartingWith("pageSize is " + bytes + " bytes: give ");
    }
  }
}
