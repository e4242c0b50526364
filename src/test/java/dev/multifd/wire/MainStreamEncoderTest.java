package dev.multifd.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The encoder writes nothing that the decoder would refuse, and nothing by halves. */
class MainStreamEncoderTest {
  private final ByteArrayOutput out = new ByteArrayOutput();
  private final MainStreamEncoder encoder = new MainStreamEncoder(out);
  private boolean refusals = true;

  @AfterEach
  void aRefusalWritesNothing() {
    if (refusals) {
      assertThat(out.size()).isZero();
    }
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  @Test
  void refusesNamesThatDoNotFitTheirLength() {
    String longName = "n".repeat(256);
    assertRefused(
        () -> encoder.sectionStart(1, "", 0, 4),
        "section name '': use 1..255 bytes of UTF-8 without NUL");
    assertRefused(
        () -> encoder.configuration(longName),
        "machine type '" + longName + "': use 1..255 bytes of UTF-8 without NUL");
    assertRefused(
        () -> encoder.ramBlockList(List.of(new BlockEntry("a\0b", 4096))),
        "RAM block name 'a\0b': use 1..255 bytes of UTF-8 without NUL");
    assertRefused(
        () -> encoder.zeroPage(new byte[256], 0), "RAM block name of 256 bytes: use 1..255");
    assertRefused(
        () -> encoder.pageHeader(new byte[0], 0), "RAM block name of 0 bytes: use 1..255");
  }

  @Test
  void refusesOffsetsThatWouldReachIntoTheFlags() {
    assertRefused(
        () -> encoder.zeroPage(null, 4095),
        "offset or size 4095 in a RAM record: use a multiple of 4096");
    assertRefused(
        () -> encoder.pageHeader(null, -4096),
        "offset or size -4096 in a RAM record: use a multiple of 4096");
  }

  @Test
  void refusesBlockListsThatCannotBeReadBack() {
    assertRefused(
        () -> encoder.ramBlockList(List.of(new BlockEntry("a", 0))),
        "RAM block a of 0 bytes: use more than 0");
    assertRefused(
        () -> encoder.ramBlockList(List.of(new BlockEntry("a", 4097))),
        "offset or size 4097 in a RAM record: use a multiple of 4096");
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() ->
            encoder.ramBlockList(
                List.of(new BlockEntry("a", Long.MAX_VALUE), new BlockEntry("b", 4096))));
  }

  @Test
  void refusesCommandsOfAnotherLength() {
    assertRefused(
        () -> encoder.command(MainCommand.SWITCHOVER_START, (byte) 1),
        "SWITCHOVER_START with 1 bytes: use 0");
    assertRefused(() -> encoder.command(MainCommand.PING), "PING with 0 bytes: use 4");
    assertRefused(
        () -> encoder.command(MainCommand.POSTCOPY_ADVISE, new byte[8]),
        "POSTCOPY_ADVISE with 8 bytes: use 0 or 16");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 127, 128, 254, 255})
  void namesOfEveryLengthComeBack(int length) throws IOException {
    refusals = false;
    String name = "n".repeat(length);
    encoder.configuration(name);
    encoder.sectionStart(-1, name, -1, -1);
    encoder.ramBlockList(List.of(new BlockEntry(name, 1L << 62)));

    MainStreamDecoder decoder = new MainStreamDecoder(new ByteArrayInput(out.toByteArray()));
    assertThat(decoder.readConfiguration().machine()).isEqualTo(name);
    assertThat(decoder.readSectionType()).isEqualTo(SectionType.START);
    assertThat(decoder.readSectionHeader()).isEqualTo(new SectionHeader(-1, name, -1, -1));
    assertThat(decoder.readBlockList(RamFlag.address(decoder.readRamRecord())))
        .containsExactly(new BlockEntry(name, 1L << 62));
  }

  @Test
  void namesBeyondAsciiComeBack() throws IOException {
    refusals = false;
    encoder.ramBlockList(List.of(new BlockEntry("mémoire-😀", 4096)));

    MainStreamDecoder decoder = new MainStreamDecoder(new ByteArrayInput(out.toByteArray()));
    assertThat(decoder.readBlockList(RamFlag.address(decoder.readRamRecord())))
        .containsExactly(new BlockEntry("mémoire-😀", 4096));
  }
}
