package dev.multifd.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the decoder refuses, and in which words. */
class MainStreamDecoderTest {
  /** One method of the decoder. */
  private interface Read {
    Object from(MainStreamDecoder decoder) throws IOException;
  }

  private static MainStreamDecoder decoder(String hex) {
    return new MainStreamDecoder(ByteArrayInput.ofHex(hex));
  }

  private static void assertRefused(String hex, Read read, String message) {
    assertThatThrownBy(() -> read.from(decoder(hex)))
        .isInstanceOf(WireException.class)
        .hasMessage(message);
  }

  private static void assertEndsEarly(String hex, Read read) {
    assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read.from(decoder(hex)));
  }

  private static Object fileHeader(MainStreamDecoder decoder) throws IOException {
    decoder.readFileHeader();
    return "passed";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "11223344 00000003 | main channel magic is 0x11223344, expected 0x5145564d",
        "5145564d 00000002 | main channel version is 2 (obsolete), expected 3",
        "5145564d 00000004 | main channel version is 4 (unsupported), expected 3",
        "5145564d ffffffff | main channel version is 4294967295 (unsupported), expected 3",
      })
  void fileHeader(String hex, String message) {
    assertRefused(hex, MainStreamDecoderTest::fileHeader, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "01 | configuration section type is 0x01, expected 0x07",
        "07 00000000 | machine type length is 0, expected 1..255",
        "07 00000100 | machine type length is 256, expected 1..255",
        "07 80000000 | machine type length is 2147483648, expected 1..255",
        "07 ffffffff | machine type length is 4294967295, expected 1..255",
        "07 00000002 6100 | machine type is \"a\\0\", expected a name without NUL",
        "07 00000002 c328 | machine type is malformed text, expected UTF-8",
        "07 00000001 61 05 00 | subsection name length is 0, expected 1..255",
        "07 00000001 61 05 03 666f6f 00000001 | subsection is \"foo\", expected"
            + " configuration/target-page-bits, configuration/capabilities or configuration/uuid",
        "07 00000001 61 05 03 666f6f 00000002 | version of subsection foo is 2, expected 1",
      })
  void configuration(String hex, String message) {
    assertRefused(hex, MainStreamDecoder::readConfiguration, message);
  }

  @Test
  void subsectionsOfTheConfigurationAreRead() throws IOException {
    ByteArrayOutput out = new ByteArrayOutput();
    new MainStreamEncoder(out).configuration("virt-10.0");
    subsection(out, "configuration/target-page-bits");
    out.putInt(16);
    subsection(out, "configuration/capabilities");
    out.putInt(0);
    subsection(out, "configuration/uuid");
    out.putBytes(Hex.parse("00112233445566778899aabbccddeeff"));
    out.putByte(SectionType.START);
    MainStreamDecoder decoder = new MainStreamDecoder(new ByteArrayInput(out.toByteArray()));

    Configuration configuration = decoder.readConfiguration();

    assertThat(configuration.machine()).isEqualTo("virt-10.0");
    assertThat(configuration.targetPageBits()).hasValue(16);
    assertThat(configuration.uuid())
        .isEqualTo(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
    assertThat(decoder.readSectionType()).isEqualTo(SectionType.START);
  }

  private static void subsection(WireOutput out, String name) throws IOException {
    out.putByte(SectionType.SUBSECTION);
    WireString.put(out, WireString.encode("subsection", name));
    out.putInt(1);
  }

  @Test
  void capabilitiesThatChangeTheBlockListAreRefused() throws IOException {
    assertThatThrownBy(() -> capabilities(1, "x-ignore-shared").readConfiguration())
        .isInstanceOf(WireException.class)
        .hasMessage("capability x-ignore-shared is on at the source, expected it to be off");
    assertThatThrownBy(() -> capabilities(-1, "mapped-ram").readConfiguration())
        .isInstanceOf(WireException.class)
        .hasMessage("number of capabilities is 4294967295, expected 0..256");
  }

  private static MainStreamDecoder capabilities(int count, String name) throws IOException {
    ByteArrayOutput out = new ByteArrayOutput();
    new MainStreamEncoder(out).configuration("virt-10.0");
    subsection(out, "configuration/capabilities");
    out.putInt(count);
    WireString.put(out, WireString.encode("capability", name));
    return new MainStreamDecoder(new ByteArrayInput(out.toByteArray()));
  }

  @Test
  void subsectionsComeAtMostOnce() throws IOException {
    ByteArrayOutput out = new ByteArrayOutput();
    new MainStreamEncoder(out).configuration("virt-10.0");
    subsection(out, "configuration/target-page-bits");
    out.putInt(16);
    subsection(out, "configuration/target-page-bits");

    assertThatThrownBy(
            () -> new MainStreamDecoder(new ByteArrayInput(out.toByteArray())).readConfiguration())
        .isInstanceOf(WireException.class)
        .hasMessage(
            "subsection is configuration/target-page-bits twice, expected each at most once");
  }

  @Test
  void theByteThatEndsTheConfigurationIsNotLost() throws IOException {
    MainStreamDecoder decoder = decoder("07 00000001 61 08 0001 0000 00");
    decoder.readConfiguration();

    assertThatIllegalStateException().isThrownBy(decoder::readCommand);
    assertThat(decoder.readSectionType()).isEqualTo(SectionType.COMMAND);
    assertThat(decoder.readCommand().command()).isEqualTo(MainCommand.OPEN_RETURN_PATH);
    assertThat(decoder.readSectionType()).isEqualTo(SectionType.EOF);
  }

  @ParameterizedTest
  @CsvSource({"05", "07", "09", "55", "7e", "ff"})
  void sectionType(String hex) {
    assertRefused(
        hex,
        MainStreamDecoder::readSectionType,
        "section type is 0x"
            + hex
            + ", expected EOF, START, PART, END, FULL, VMDESCRIPTION or COMMAND");
  }

  @Test
  void sectionNamesHaveALength() {
    assertRefused(
        "00000001 00",
        MainStreamDecoder::readSectionHeader,
        "section name length is 0, expected 1..255");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slirp | 0 | 4 | START section name is \"slirp\", expected \"ram\"",
        "ram | 1 | 4 | ram section instance id is 1, expected 0",
        "ram | 0 | 5 | ram section version is 5, expected 4",
        "ram | 0 | 3 | ram section version is 3, expected 4",
        "ram | 0 | -1 | ram section version is 4294967295, expected 4",
      })
  void ramSection(String idstr, int instance, int version, String message) {
    assertThatThrownBy(() -> new SectionHeader(1, idstr, instance, version).requireRam())
        .isInstanceOf(WireException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "02 00000001 | section footer type is 0x02, expected 0x7e",
        "7e 00000002 | section footer id is 2, expected 1",
        "7e ffffffff | section footer id is 4294967295, expected 1",
      })
  void footer(String hex, String message) {
    assertRefused(
        hex,
        decoder -> {
          decoder.expectFooter(1);
          return "passed";
        },
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0000 0000 | command is 0, expected a command of 1..11",
        "000c 0000 | command is 12, expected a command of 1..11",
        "ffff ffff | command is 65535, expected a command of 1..11",
        "000b 0001 | SWITCHOVER_START length is 1, expected 0",
        "0002 0000 | PING length is 0, expected 4",
        "0002 ffff | PING length is 65535, expected 4",
        "0003 000f | POSTCOPY_ADVISE length is 15, expected 0 or 16",
      })
  void command(String hex, String message) {
    assertRefused(hex, MainStreamDecoder::readCommand, message);
  }

  @Test
  void onlyAPingHasAPingValue() throws IOException {
    CommandRecord command = decoder("0001 0000").readCommand();

    assertThat(command).hasToString("OPEN_RETURN_PATH with 0 bytes");
    assertThatIllegalStateException().isThrownBy(command::pingValue);
  }

  @Test
  void ramRecordsAreChecked() {
    assertThatThrownBy(() -> decoder("000000000000000a").readRamRecord())
        .isInstanceOf(WireException.class)
        .hasMessageStartingWith("RAM record is ZERO|PAGE, expected ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4096 | 00 | RAM block name length is 0, expected 1..255",
        "4096 | 01 61 0000000000000000 | used_length of RAM block \"a\" is 0, expected 1..4096,"
            + " what is left of the block list total",
        "4096 | 01 61 0000000000001001 | used_length of RAM block \"a\" is 4097, expected 1..4096,"
            + " what is left of the block list total",
        "4096 | 01 61 8000000000000000 | used_length of RAM block \"a\" is 9223372036854775808,"
            + " expected 1..4096, what is left of the block list total",
        "8192 | 01 61 0000000000001000 01 62 0000000000002000 | used_length of RAM block \"b\" is"
            + " 8192, expected 1..4096, what is left of the block list total",
        "8192 | 01 61 0000000000001000 01 61 0000000000001000 | block list is \"a\" twice,"
            + " expected distinct names",
        "-4096 | 00 | block list total is 18446744073709547520, expected less than 2^63",
      })
  void blockList(long totalBytes, String hex, String message) {
    assertRefused(hex, decoder -> decoder.readBlockList(totalBytes), message);
  }

  @Test
  void blockListsHaveABoundedLength() throws IOException {
    ByteArrayOutput out = new ByteArrayOutput();
    for (int i = 0; i <= MainStream.MAX_BLOCKS; i++) {
      WireString.put(out, WireString.encode("RAM block name", "b" + i));
      out.putLong(1);
    }

    assertThat(
            new MainStreamDecoder(new ByteArrayInput(out.toByteArray()))
                .readBlockList(MainStream.MAX_BLOCKS))
        .hasSize(MainStream.MAX_BLOCKS);
    assertThatThrownBy(() ->
            new MainStreamDecoder(new ByteArrayInput(out.toByteArray()))
                .readBlockList(Long.MAX_VALUE))
        .isInstanceOf(WireException.class)
        .hasMessage("block list is longer than 65536, expected at most that many blocks");
  }

  @Test
  void anEmptyBlockListTakesNoBytes() throws IOException {
    assertThat(decoder("").readBlockList(0)).isEmpty();
  }

  @Test
  void zeroPagesAreFilledWithZero() {
    assertRefused(
        "01", MainStreamDecoder::readZeroFill, "fill byte of a ZERO record is 0x01, expected 0x00");
  }

  @ParameterizedTest
  @CsvSource({"00000005, 5", "7fffffff, 2147483647", "80000000, 2147483648"})
  void descriptionsAreBounded(String length, long found) {
    assertRefused(
        length,
        decoder -> decoder.readVmDescription(4),
        "VMDESCRIPTION length is " + found + ", expected 0..4");
  }

  @Test
  void anEarlyEndIsAnEndOfFile() {
    assertEndsEarly("5145564d 0000", MainStreamDecoderTest::fileHeader);
    assertEndsEarly("07 00000005 61", MainStreamDecoder::readConfiguration);
    assertEndsEarly("07 00000001 61", MainStreamDecoder::readConfiguration);
    assertEndsEarly("", MainStreamDecoder::readSectionType);
    assertEndsEarly("0002 0004 0000", MainStreamDecoder::readCommand);
    assertEndsEarly("ff 61", MainStreamDecoder::readIdstr);
    assertEndsEarly("01 61 00", decoder -> decoder.readBlockList(4096));
    assertEndsEarly("00000004 7b", decoder -> decoder.readVmDescription(4));
  }
}
