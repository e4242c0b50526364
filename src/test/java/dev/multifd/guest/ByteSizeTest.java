package dev.multifd.guest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "1000, 1000 bytes",
    "4096, 4 KiB",
    "2097152, 2 MiB",
    "1610612736, 1.50 GiB",
    "17179869184, 16 GiB",
    "1099511627776, 1 TiB",
    "2251799813685248, 2048 TiB",
  })
  void choosesTheUnitThatFits(long bytes, String text) {
    assertThat(ByteSize.text(bytes)).isEqualTo(text);
  }
}
