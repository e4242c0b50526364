package dev.multifd.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @ParameterizedTest
  @CsvSource({
    "tcp:localhost:4444, localhost, 4444",
    "TCP:localhost:4444, localhost, 4444",
    "127.0.0.1:0, 127.0.0.1, 0",
    "tcp:[::1]:65535, ::1, 65535",
  })
  void readsTcp(String text, String host, int port) {
    assertThat(Endpoint.parse(text)).isEqualTo(new Endpoint.Tcp(host, port));
  }

  @Test
  void readsUnix() {
    assertThat(Endpoint.parse("unix:/tmp/a:b.sock"))
        .isEqualTo(new Endpoint.Unix(Path.of("/tmp/a:b.sock")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp:localhost:1", "tcp:[::1]:2", "unix:/tmp/x.sock"})
  void printsWhatItReads(String text) {
    assertThat(Endpoint.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "unix:", "localhost", "tcp:localhost:", "tcp::1", "a:b", ":5", "a:-1"})
  void refusesWhatIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.parse(text))
        .withMessage("'" + text + "' is no endpoint: use tcp:HOST:PORT or unix:PATH");
  }

  @Test
  void refusesAPortThatThereIsNot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.parse("tcp:localhost:65536"))
        .withMessage("port 65536 is not in 0..65535");
  }

  @Test
  void refusesAPathThatNoAddressHolds() {
    String longest = "/" + "x".repeat(Endpoint.Unix.MAX_PATH_BYTES - 1);
    assertThat(Endpoint.parse("unix:" + longest)).hasToString("unix:" + longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.parse("unix:" + longest + "x"))
        .withMessageContaining("has 108 bytes, at most 107");
  }
}
