package dev.multifd.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the records of the main channel and checks each by itself. Whether a record is due is the
 * destination's business.
 *
 * <p>The configuration has no length: it ends where the next byte does not open a subsection. That
 * byte is the type of the next section; it is kept and returned by the next {@link
 * #readSectionType()}. After every other call nothing is read ahead, so the caller may take raw
 * bytes from the same input.
 *
 * <p>Every method throws {@link WireException} on bytes it refuses and lets the input's {@link
 * java.io.EOFException} through. QEMU: {@code qemu_loadvm_state_main} in {@code
 * migration/savevm.c}, {@code ram_load_precopy} in {@code migration/ram.c}.
 */
public final class MainStreamDecoder {
  private static final int NOTHING_AHEAD = -1;

  private final WireInput in;
  private int sectionTypeAhead = NOTHING_AHEAD;

  /**
   * Makes a decoder.
   *
   * @param in where the bytes come from
   */
  public MainStreamDecoder(WireInput in) {
    this.in = in;
  }

  /** Reads and checks magic and version. */
  public void readFileHeader() throws IOException {
    int magic = body().readInt();
    if (magic != MainStream.MAGIC) {
      throw WireException.mismatch("main channel magic", magic, MainStream.MAGIC);
    }
    int version = in.readInt();
    if (version != MainStream.VERSION) {
      String kind = version == MainStream.OBSOLETE_VERSION ? " (obsolete)" : " (unsupported)";
      throw new WireException(
          "main channel version",
          Integer.toUnsignedString(version) + kind,
          Integer.toString(MainStream.VERSION));
    }
  }

  /**
   * Reads the configuration and its subsections.
   *
   * @return what the source says of itself
   * @throws WireException if it is missing or malformed, has a subsection nobody knows, or names a
   *     capability that changes the block list
   */
  public Configuration readConfiguration() throws IOException {
    expectType(SectionType.CONFIGURATION, "configuration section type");
    String machine = WireString.read(in, "machine type", in.readInt());
    ConfigurationSubsections subsections = new ConfigurationSubsections(in);
    int type = in.readByte();
    while (type == SectionType.SUBSECTION) {
      subsections.readNext();
      type = in.readByte();
    }
    sectionTypeAhead = type;
    return subsections.configurationOf(machine);
  }

  /**
   * Reads the byte that opens the next section.
   *
   * @return EOF, START, PART, END, FULL, VMDESCRIPTION or COMMAND of {@link SectionType}
   */
  public int readSectionType() throws IOException {
    int type = sectionTypeAhead == NOTHING_AHEAD ? in.readByte() : sectionTypeAhead;
    sectionTypeAhead = NOTHING_AHEAD;
    if (!SectionType.opensSection(type)) {
      throw new WireException(
          "section type",
          WireException.hex((byte) type),
          "EOF, START, PART, END, FULL, VMDESCRIPTION or COMMAND");
    }
    return type;
  }

  /** Reads what follows the type byte of a START or FULL. */
  public SectionHeader readSectionHeader() throws IOException {
    int id = body().readInt();
    String idstr = WireString.read(in, "section name");
    int instance = in.readInt();
    return new SectionHeader(id, idstr, instance, in.readInt());
  }

  /** Reads what follows the type byte of a PART or END. */
  public int readSectionId() throws IOException {
    return body().readInt();
  }

  /**
   * Reads a footer.
   *
   * @param sectionId the section it must close
   */
  public void expectFooter(int sectionId) throws IOException {
    expectType(SectionType.FOOTER, "section footer type");
    int id = in.readInt();
    if (id != sectionId) {
      throw new WireException(
          "section footer id", Integer.toUnsignedString(id), Integer.toUnsignedString(sectionId));
    }
  }

  private void expectType(int expected, String field) throws IOException {
    int type = body().readByte();
    if (type != expected) {
      throw new WireException(
          field, WireException.hex((byte) type), WireException.hex((byte) expected));
    }
  }

  /** Reads what follows the type byte of a COMMAND. */
  public CommandRecord readCommand() throws IOException {
    int code = body().readShort();
    MainCommand command = MainCommand.ofCode(code);
    if (command == null) {
      throw new WireException("command", Integer.toString(code), "a command of 1..11");
    }
    int length = in.readShort();
    if (!command.allows(length)) {
      throw new WireException(
          command + " length", Integer.toString(length), command.allowedBytes());
    }
    byte[] payload = new byte[length];
    in.readBytes(payload);
    return new CommandRecord(command, payload);
  }

  /**
   * Reads the u64 that opens a record of a RAM section.
   *
   * @return the record as it came, to take apart with {@link RamFlag}
   */
  public long readRamRecord() throws IOException {
    long ramRecord = body().readLong();
    RamFlag.validate(ramRecord);
    return ramRecord;
  }

  /**
   * Reads the blocks that follow a MEM_SIZE record.
   *
   * @param totalBytes the record's size, which the blocks' lengths must add up to exactly
   * @return the blocks in the source's order, of distinct names
   */
  public List<BlockEntry> readBlockList(long totalBytes) throws IOException {
    if (totalBytes < 0) {
      throw new WireException(
          "block list total", Long.toUnsignedString(totalBytes), "less than 2^63");
    }
    List<BlockEntry> blocks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    long leftBytes = totalBytes;
    while (leftBytes > 0) {
      if (blocks.size() == MainStream.MAX_BLOCKS) {
        throw new WireException(
            "block list", "longer than " + MainStream.MAX_BLOCKS, "at most that many blocks");
      }
      BlockEntry block = readBlock(leftBytes);
      if (!names.add(block.idstr())) {
        throw new WireException("block list", "\"" + block.idstr() + "\" twice", "distinct names");
      }
      blocks.add(block);
      leftBytes -= block.usedBytes();
    }
    return blocks;
  }

  private BlockEntry readBlock(long leftBytes) throws IOException {
    String idstr = readIdstr();
    long usedBytes = in.readLong();
    if (usedBytes <= 0 || usedBytes > leftBytes) {
      throw new WireException(
          "used_length of RAM block \"" + idstr + '"',
          Long.toUnsignedString(usedBytes),
          "1.." + leftBytes + ", what is left of the block list total");
    }
    return new BlockEntry(idstr, usedBytes);
  }

  /** Reads a RAM block's name, as it precedes pages without CONTINUE and lengths in the list. */
  public String readIdstr() throws IOException {
    return WireString.read(body(), "RAM block name");
  }

  /**
   * Reads the fill byte of a ZERO record.
   *
   * @return 0; any other fill is refused
   */
  public byte readZeroFill() throws IOException {
    byte fill = (byte) body().readByte();
    if (fill != 0) {
      throw new WireException("fill byte of a ZERO record", WireException.hex(fill), "0x00");
    }
    return fill;
  }

  /**
   * Reads what follows the type byte of a VMDESCRIPTION.
   *
   * @param maxBytes the longest description to take
   * @return the JSON text
   */
  public String readVmDescription(int maxBytes) throws IOException {
    int length = body().readInt();
    if (length < 0 || length > maxBytes) {
      throw WireException.range(
          "VMDESCRIPTION length", Integer.toUnsignedLong(length), 0, maxBytes);
    }
    byte[] utf8 = new byte[length];
    in.readBytes(utf8);
    return WireString.decode("VMDESCRIPTION", utf8);
  }

  /** The input, once it is certain that no byte of it is held back here. */
  private WireInput body() {
    if (sectionTypeAhead != NOTHING_AHEAD) {
      throw new IllegalStateException("a configuration is followed by readSectionType()");
    }
    return in;
  }
}
