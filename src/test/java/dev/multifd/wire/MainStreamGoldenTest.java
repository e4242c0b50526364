package dev.multifd.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** A stream QEMU wrote is written and read back, with every record at its offset. */
class MainStreamGoldenTest {
  private static final int DESCRIPTION_BYTES = 44_118;

  @Test
  void encodesEveryRecordAtItsOffset() throws IOException {
    ByteArrayOutput out = new ByteArrayOutput();
    MainStreamEncoder encoder = new MainStreamEncoder(out);

    encoder.fileHeader();
    assertThat(out.size()).isEqualTo(8);
    encoder.configuration("pc-q35-10.0");
    assertThat(out.size()).isEqualTo(24);
    encoder.sectionStart(GoldenMainStream.RAM_ID, "ram", 0, 4);
    assertThat(out.size()).isEqualTo(41);
    encoder.ramBlockList(GoldenMainStream.BLOCKS);
    assertThat(out.size()).isEqualTo(179);
    encoder.multifdFlush();
    encoder.endOfSection();
    assertThat(out.size()).isEqualTo(195);
    encoder.sectionFooter(GoldenMainStream.RAM_ID);
    assertThat(out.size()).isEqualTo(200);
    encoder.sectionPart(GoldenMainStream.RAM_ID);
    encoder.multifdFlush();
    encoder.endOfSection();
    encoder.sectionFooter(GoldenMainStream.RAM_ID);
    assertThat(out.size()).isEqualTo(226);
    encoder.command(MainCommand.SWITCHOVER_START);
    assertThat(out.size()).isEqualTo(231);
    encoder.sectionEnd(GoldenMainStream.RAM_ID);
    encoder.multifdFlush();
    encoder.endOfSection();
    encoder.sectionFooter(GoldenMainStream.RAM_ID);

    assertThat(out.hex()).isEqualTo(GoldenMainStream.HEX);
    assertThat(out.size()).isEqualTo(257);
  }

  @Test
  void decodesEveryRecord() throws IOException {
    ByteArrayInput in = ByteArrayInput.ofHex(GoldenMainStream.HEX);
    MainStreamDecoder decoder = new MainStreamDecoder(in);

    decoder.readFileHeader();
    Configuration configuration = decoder.readConfiguration();
    assertThat(configuration.machine()).isEqualTo("pc-q35-10.0");
    assertThat(configuration.targetPageBits()).isEmpty();
    assertThat(configuration.uuid()).isNull();

    assertThat(decoder.readSectionType()).isEqualTo(SectionType.START);
    SectionHeader ram = decoder.readSectionHeader();
    assertThat(ram).isEqualTo(new SectionHeader(1, "ram", 0, 4));
    ram.requireRam();
    long memSize = decoder.readRamRecord();
    assertThat(RamFlag.of(memSize)).isEqualTo(RamFlag.MEM_SIZE);
    assertThat(RamFlag.address(memSize)).isEqualTo(GoldenMainStream.TOTAL_BYTES);
    assertThat(decoder.readBlockList(RamFlag.address(memSize))).isEqualTo(GoldenMainStream.BLOCKS);
    assertBarrierAndEnd(decoder);

    assertThat(decoder.readSectionType()).isEqualTo(SectionType.PART);
    assertThat(decoder.readSectionId()).isEqualTo(1);
    assertBarrierAndEnd(decoder);

    assertThat(decoder.readSectionType()).isEqualTo(SectionType.COMMAND);
    CommandRecord command = decoder.readCommand();
    assertThat(command.command()).isEqualTo(MainCommand.SWITCHOVER_START);
    assertThat(command.payload()).isEmpty();

    assertThat(decoder.readSectionType()).isEqualTo(SectionType.END);
    assertThat(decoder.readSectionId()).isEqualTo(1);
    assertBarrierAndEnd(decoder);
    assertThat(in.left()).isZero();
  }

  private static void assertBarrierAndEnd(MainStreamDecoder decoder) throws IOException {
    assertThat(decoder.readRamRecord()).isEqualTo(RamFlag.MULTIFD_FLUSH);
    assertThat(decoder.readRamRecord()).isEqualTo(RamFlag.EOS);
    decoder.expectFooter(GoldenMainStream.RAM_ID);
  }

  @Test
  void theEndOfTheStreamComesBack() throws IOException {
    String json = "{" + " ".repeat(DESCRIPTION_BYTES - 2) + "}";
    ByteArrayOutput out = new ByteArrayOutput();
    MainStreamEncoder encoder = new MainStreamEncoder(out);
    encoder.endOfFile();
    encoder.vmDescription(json);

    assertThat(out.hex()).startsWith("00" + "06" + "0000ac56" + "7b20");
    assertThat(out.size()).isEqualTo(1 + 44_123);

    ByteArrayInput in = new ByteArrayInput(out.toByteArray());
    MainStreamDecoder decoder = new MainStreamDecoder(in);
    assertThat(decoder.readSectionType()).isEqualTo(SectionType.EOF);
    assertThat(decoder.readSectionType()).isEqualTo(SectionType.VMDESCRIPTION);
    assertThat(decoder.readVmDescription(DESCRIPTION_BYTES)).isEqualTo(json);
    assertThat(in.left()).isZero();
  }

  @Test
  void theReturnPathIsOpenedAndPinged() throws IOException {
    ByteArrayOutput out = new ByteArrayOutput();
    MainStreamEncoder encoder = new MainStreamEncoder(out);
    encoder.command(MainCommand.OPEN_RETURN_PATH);
    encoder.ping(1);

    assertThat(out.hex()).isEqualTo(Hex.compact("08 0001 0000   08 0002 0004 00000001"));

    MainStreamDecoder decoder = new MainStreamDecoder(new ByteArrayInput(out.toByteArray()));
    decoder.readSectionType();
    assertThat(decoder.readCommand().command()).isEqualTo(MainCommand.OPEN_RETURN_PATH);
    decoder.readSectionType();
    CommandRecord ping = decoder.readCommand();
    assertThat(ping.pingValue()).isEqualTo(1);
    assertThat(ping.payload()).isEqualTo(HexFormat.of().parseHex("00000001"));
  }

  @Test
  void pageRecordsNameTheirBlockOnlyOnce() throws IOException {
    byte[] name = {'r', 'a', 'm', '0'};
    ByteArrayOutput out = new ByteArrayOutput();
    MainStreamEncoder encoder = new MainStreamEncoder(out);
    encoder.zeroPage(name, 0x1000);
    encoder.zeroPage(null, 0x2000);
    encoder.pageHeader(null, 0x3000);
    encoder.pageHeader(name, 0x7fff_ffff_ffff_f000L);

    assertThat(out.hex())
        .isEqualTo(
            Hex.compact(
                """
                0000000000001002 04 72616d30 00
                0000000000002022 00
                0000000000003028
                7ffffffffffff008 04 72616d30
                """));

    MainStreamDecoder decoder = new MainStreamDecoder(new ByteArrayInput(out.toByteArray()));
    assertThat(RamFlag.describe(decoder.readRamRecord())).isEqualTo("ZERO");
    assertThat(decoder.readIdstr()).isEqualTo("ram0");
    assertThat(decoder.readZeroFill()).isZero();
    assertThat(RamFlag.describe(decoder.readRamRecord())).isEqualTo("ZERO|CONTINUE");
    assertThat(decoder.readZeroFill()).isZero();
    assertThat(RamFlag.describe(decoder.readRamRecord())).isEqualTo("PAGE|CONTINUE");
    assertThat(RamFlag.describe(decoder.readRamRecord())).isEqualTo("PAGE");
    assertThat(decoder.readIdstr()).isEqualTo("ram0");
  }
}
