package dev.multifd.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitPacketTest {
  private static final UUID VM = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  private static final UUID NO_UUID = new UUID(0, 0);
  private static final String GOLDEN =
      Hex.compact(
          """
          11223344 00000001
          00112233445566778899aabbccddeeff
          02 00000000000000
          0000000000000000000000000000000000000000000000000000000000000000
          """);

  /** Not aligned to anything, so that no access can rely on it. */
  private static final long AT = 3;

  private final MemorySegment segment = Arena.ofAuto().allocate(AT + InitPacket.BYTES + 1);

  private void fill(String hex) {
    MemorySegment.copy(
        MemorySegment.ofArray(Hex.parse(hex)), 0, segment, AT, Hex.compact(hex).length() / 2);
  }

  private InitPacket decode(int channels) throws WireException {
    return InitPacket.decode(segment, AT, VM, channels);
  }

  @Test
  void encodesTheGoldenBytesAndNothingBeside() {
    segment.fill((byte) 0xee);

    InitPacket.encode(segment, AT, VM, 2);

    assertThat(Hex.of(segment, AT, InitPacket.BYTES)).isEqualTo(GOLDEN);
    assertThat(segment.get(ValueLayout.JAVA_BYTE, AT - 1)).isEqualTo((byte) 0xee);
    assertThat(segment.get(ValueLayout.JAVA_BYTE, AT + InitPacket.BYTES)).isEqualTo((byte) 0xee);
  }

  @Test
  void decodesTheGoldenBytes() throws WireException {
    fill(GOLDEN);

    assertThat(decode(4)).isEqualTo(new InitPacket(VM, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 254})
  void everyChannelIdComesBack(int id) throws WireException {
    InitPacket.encode(segment, AT, NO_UUID, id);

    assertThat(InitPacket.decode(segment, AT, NO_UUID, id + 1))
        .isEqualTo(new InitPacket(NO_UUID, id));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 255, 256})
  void refusesToEncodeAnIdThatNoChannelHas(int id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InitPacket.encode(segment, AT, VM, id))
        .withMessage("channel id %d: use 0..254", id);
  }

  @Test
  void ignoresReservedBytes() throws WireException {
    fill(GOLDEN);
    segment.asSlice(AT + 25, 39).fill((byte) 0xff);

    assertThat(decode(4).channelId()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 5145564d | multifd hello magic is 0x5145564d, expected 0x11223344",
        "4 | 00000002 | multifd hello version is 2, expected 1",
        "4 | ffffffff | multifd hello version is 4294967295, expected 1",
        "23 | fe | multifd hello uuid is 00112233-4455-6677-8899-aabbccddeefe, expected"
            + " 00112233-4455-6677-8899-aabbccddeeff",
        "24 | 04 | multifd hello channel id is 4, expected less than the 4 configured channels;"
            + " set multifd-channels alike",
        "24 | ff | multifd hello channel id is 255, expected less than the 4 configured channels;"
            + " set multifd-channels alike",
      })
  void refusesMalformedHellos(int field, String bytes, String message) {
    fill(GOLDEN);
    MemorySegment.copy(
        MemorySegment.ofArray(Hex.parse(bytes)), 0, segment, AT + field, bytes.length() / 2);

    assertThatThrownBy(() -> decode(4)).isInstanceOf(WireException.class).hasMessage(message);
  }
}
