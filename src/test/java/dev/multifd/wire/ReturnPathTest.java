package dev.multifd.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnPathTest {
  @Test
  void repliesLikeAQemuDestination() throws IOException {
    ByteArrayOutput out = new ByteArrayOutput();
    ReturnPath.writePong(out, 1);
    ReturnPath.writeShut(out, 0);

    assertThat(out.hex()).isEqualTo(Hex.compact("0002 0004 00000001  0001 0004 00000000"));
  }

  @Test
  void writesAnAgreementToTheSwitchover() throws IOException {
    ByteArrayOutput out = new ByteArrayOutput();

    ReturnPath.writeSwitchoverAck(out);

    assertThat(out.hex()).isEqualTo("00070000");
  }

  @Test
  void readsWhatAQemuDestinationReplies() throws IOException {
    ByteArrayInput in = ByteArrayInput.ofHex("0007 0000  0002 0004 00000001  0001 0004 00000005");

    assertThat(ReturnPath.read(in))
        .isEqualTo(new ReturnPath.Message(ReturnPath.Type.SWITCHOVER_ACK, 0));
    assertThat(ReturnPath.read(in)).isEqualTo(new ReturnPath.Message(ReturnPath.Type.PONG, 1));
    assertThat(ReturnPath.read(in)).isEqualTo(new ReturnPath.Message(ReturnPath.Type.SHUT, 5));
    assertThat(in.left()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0000 0000 | return path message type is 0, expected 1 (SHUT), 2 (PONG) or 7"
            + " (SWITCHOVER_ACK)",
        "0004 000c | return path message type is 4, expected 1 (SHUT), 2 (PONG) or 7"
            + " (SWITCHOVER_ACK)",
        "0001 0003 | length of return path message SHUT is 3, expected 4",
        "0002 ffff | length of return path message PONG is 65535, expected 4",
        "0007 0004 | length of return path message SWITCHOVER_ACK is 4, expected 0",
      })
  void refusesOtherMessages(String hex, String message) {
    assertThatThrownBy(() -> ReturnPath.read(ByteArrayInput.ofHex(hex)))
        .isInstanceOf(WireException.class)
        .hasMessage(message);
  }

  @Test
  void anEarlyEndIsAnEndOfFile() {
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> ReturnPath.read(ByteArrayInput.ofHex("0001 0004 0000")));
  }
}
