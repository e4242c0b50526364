package dev.multifd.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of the main channel. It knows how each one looks, not when it is due: order is
 * the source's business.
 *
 * <p>QEMU: {@code migration/savevm.c} for sections and commands, {@code migration/ram.c} for the
 * records inside the RAM section.
 */
public final class MainStreamEncoder {
  private final WireOutput out;

  /**
   * Makes an encoder.
   *
   * @param out where the bytes go
   */
  public MainStreamEncoder(WireOutput out) {
    this.out = out;
  }

  /** Writes magic and version. */
  public void fileHeader() throws IOException {
    out.putInt(MainStream.MAGIC);
    out.putInt(MainStream.VERSION);
  }

  /**
   * Writes the configuration, without subsections.
   *
   * @param machine the versioned machine type
   * @throws IllegalArgumentException if the name is not 1..255 bytes
   */
  public void configuration(String machine) throws IOException {
    byte[] name = WireString.encode("machine type", machine);
    out.putByte(SectionType.CONFIGURATION);
    out.putInt(name.length);
    out.putBytes(name);
  }

  /**
   * Writes the UUID as a subsection of the configuration, right behind it (QEMU {@code
   * vmstate_uuid}).
   */
  public void configurationUuid(UUID vm) throws IOException {
    out.putByte(SectionType.SUBSECTION);
    WireString.put(out, WireString.encode("subsection name", ConfigurationSubsections.UUID_NAME));
    out.putInt(ConfigurationSubsections.VERSION);
    out.putLong(vm.getMostSignificantBits());
    out.putLong(vm.getLeastSignificantBits());
  }

  /**
   * Opens an iterable section.
   *
   * @param id the number its parts refer to
   * @param idstr its name
   * @param instance tells sections of one name apart
   * @param version the version of its payload
   * @throws IllegalArgumentException if the name is not 1..255 bytes
   */
  public void sectionStart(int id, String idstr, int instance, int version) throws IOException {
    byte[] name = WireString.encode("section name", idstr);
    out.putByte(SectionType.START);
    out.putInt(id);
    WireString.put(out, name);
    out.putInt(instance);
    out.putInt(version);
  }

  /** Opens a further part of a section. */
  public void sectionPart(int id) throws IOException {
    out.putByte(SectionType.PART);
    out.putInt(id);
  }

  /** Opens the last part of a section. */
  public void sectionEnd(int id) throws IOException {
    out.putByte(SectionType.END);
    out.putInt(id);
  }

  /** Closes a part of a section. */
  public void sectionFooter(int id) throws IOException {
    out.putByte(SectionType.FOOTER);
    out.putInt(id);
  }

  /**
   * Writes a command.
   *
   * @param command which one
   * @param payload what comes with it
   * @throws IllegalArgumentException if the command does not take a payload of that length
   */
  public void command(MainCommand command, byte... payload) throws IOException {
    commandHead(command, payload.length);
    out.putBytes(payload);
  }

  /** Writes a PING. */
  public void ping(int value) throws IOException {
    commandHead(MainCommand.PING, Integer.BYTES);
    out.putInt(value);
  }

  private void commandHead(MainCommand command, int payloadBytes) throws IOException {
    if (!command.allows(payloadBytes)) {
      throw new IllegalArgumentException(
          command + " with " + payloadBytes + " bytes: use " + command.allowedBytes());
    }
    out.putByte(SectionType.COMMAND);
    out.putShort(command.code());
    out.putShort(payloadBytes);
  }

  /**
   * Writes the block list: the sum of the lengths, then every block.
   *
   * @param blocks at least one, of distinct names and positive lengths
   * @throws IllegalArgumentException if the receiver could not read the list back: a name or a
   *     length out of range, or a sum whose low 12 bits, where the flags are, are not zero
   */
  public void ramBlockList(List<BlockEntry> blocks) throws IOException {
    long totalBytes = 0;
    for (BlockEntry block : blocks) {
      WireString.encode("RAM block name", block.idstr());
      if (block.usedBytes() <= 0) {
        throw new IllegalArgumentException(
            "RAM block " + block.idstr() + " of " + block.usedBytes() + " bytes: use more than 0");
      }
      totalBytes = Math.addExact(totalBytes, block.usedBytes());
    }
    out.putLong(ramRecord(totalBytes, RamFlag.MEM_SIZE));
    for (BlockEntry block : blocks) {
      WireString.put(out, WireString.encode("RAM block name", block.idstr()));
      out.putLong(block.usedBytes());
    }
  }

  /** Writes the main channel's half of a barrier. */
  public void multifdFlush() throws IOException {
    out.putLong(RamFlag.MULTIFD_FLUSH);
  }

  /** Ends the payload of a RAM section's part; its footer follows. */
  public void endOfSection() throws IOException {
    out.putLong(RamFlag.EOS);
  }

  /**
   * Writes a page of zeroes.
   *
   * @param idstr the block's name, or null if it is the block of the page record before
   * @param offset the page's offset in the block, in bytes, a multiple of 4096
   */
  public void zeroPage(byte @Nullable [] idstr, long offset) throws IOException {
    pageRecord(RamFlag.ZERO, idstr, offset);
    out.putByte(0);
  }

  /**
   * Writes what stands before the bytes of a page.
   *
   * @param idstr the block's name, or null if it is the block of the page record before
   * @param offset the page's offset in the block, in bytes, a multiple of 4096
   */
  public void pageHeader(byte @Nullable [] idstr, long offset) throws IOException {
    pageRecord(RamFlag.PAGE, idstr, offset);
  }

  private void pageRecord(int kind, byte @Nullable [] idstr, long offset) throws IOException {
    if (idstr == null) {
      out.putLong(ramRecord(offset, kind | RamFlag.CONTINUE));
      return;
    }
    if (idstr.length == 0 || idstr.length > WireString.MAX_BYTES) {
      throw new IllegalArgumentException(
          "RAM block name of " + idstr.length + " bytes: use 1.." + WireString.MAX_BYTES);
    }
    out.putLong(ramRecord(offset, kind));
    WireString.put(out, idstr);
  }

  private static long ramRecord(long address, int flags) {
    if (address < 0 || RamFlag.of(address) != 0) {
      throw new IllegalArgumentException(
          "offset or size " + address + " in a RAM record: use a multiple of 4096");
    }
    return address | flags;
  }

  /** Writes device sections, end mark and description as they once came from another source. */
  public void deviceState(byte[] bytes) throws IOException {
    out.putBytes(bytes);
  }

  /** Says that the last section has passed. */
  public void endOfFile() throws IOException {
    out.putByte(SectionType.EOF);
  }

  /**
   * Writes the description of the device state, which follows {@link #endOfFile}.
   *
   * @param json the description
   */
  public void vmDescription(String json) throws IOException {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    out.putByte(SectionType.VMDESCRIPTION);
    out.putInt(utf8.length);
    out.putBytes(utf8);
  }
}
