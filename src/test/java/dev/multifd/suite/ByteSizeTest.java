package dev.multifd.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          16G    | 17179869184   | 16G
          16g    | 17179869184   | 16G
          512M   | 536870912     | 512M
          512MiB | 536870912     | 512M
          1T     | 1099511627776 | 1T
          1024G  | 1099511627776 | 1T
          1536M  | 1610612736    | 1536M
          8k     | 8192          | 8K
          """)
  void readsWhatPeopleType(String text, long bytes, String shortest) {
    ByteSize size = ByteSize.parse(text);

    assertThat(size.bytes()).isEqualTo(bytes);
    assertThat(size).hasToString(shortest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "16", "G", "16X", "-1G", "1.5G", "16 G", "0G", "1K", "99999999999T"})
  void refusesTheRestByNamingIt(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(UsageException.class)
        .message()
        .matches("(?s).*(not a size: '.*'; write it like|too large|must be a positive multiple).*");
  }
}
