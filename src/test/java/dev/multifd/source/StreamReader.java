package dev.multifd.source;

import dev.multifd.fixture.ByteSource;
import dev.multifd.wire.BlockEntry;
import dev.multifd.wire.CommandRecord;
import dev.multifd.wire.MainStreamDecoder;
import dev.multifd.wire.PacketFlags;
import dev.multifd.wire.PacketGeometry;
import dev.multifd.wire.RamFlag;
import dev.multifd.wire.RamPacket;
import dev.multifd.wire.SectionHeader;
import dev.multifd.wire.SectionType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes what a source has sent apart. */
final class StreamReader {
  /**
   * A page, wherever it was.
   *
   * @param content its bytes; empty for a zero page
   */
  record Page(String block, long offset, List<Byte> content) {}

  /** A packet's header fields and its pages. */
  record Packet(
      int flags, int alloc, int nextBytes, long number, List<Page> normal, List<Page> zero) {
    boolean isSync() {
      return (flags & PacketFlags.SYNC) != 0;
    }
  }

  private final ByteSource in;
  private final List<String> framing = new ArrayList<>();
  private final List<Page> pages = new ArrayList<>();
  private final List<List<Page>> betweenFlushes = new ArrayList<>(List.of(new ArrayList<>()));
  private String block = "";

  StreamReader(ByteSource in) {
    this.in = in;
  }

  static StreamReader ofMain(byte[] bytes) throws IOException {
    StreamReader reader = new StreamReader(new ByteSource(new ByteArrayInputStream(bytes)));
    reader.readMain();
    return reader;
  }

  /** What is not a page, in order. */
  List<String> framing() {
    return framing;
  }

  /** Page records of the main channel, in order. */
  List<Page> pages() {
    return pages;
  }

  /** The same, those before the first FLUSH first, and last those after the last. */
  List<List<Page>> pagesBetweenFlushes() {
    return betweenFlushes;
  }

  /** Reads a main channel to its last byte. */
  void readMain() throws IOException {
    MainStreamDecoder decoder = new MainStreamDecoder(in);
    decoder.readFileHeader();
    framing.add("CONFIGURATION " + decoder.readConfiguration().machine());
    int type = decoder.readSectionType();
    while (type != SectionType.EOF) {
      readSection(decoder, type);
      type = decoder.readSectionType();
    }
    framing.add("EOF");
    if (decoder.readSectionType() == SectionType.VMDESCRIPTION) {
      framing.add("DESCRIPTION " + decoder.readVmDescription(1 << 20));
    }
  }

  private void readSection(MainStreamDecoder decoder, int type) throws IOException {
    switch (type) {
      case SectionType.COMMAND -> {
        CommandRecord command = decoder.readCommand();
        framing.add(command.command().name());
      }
      case SectionType.START -> {
        SectionHeader header = decoder.readSectionHeader();
        header.requireRam();
        framing.add("START");
        readRecords(decoder, header.sectionId());
      }
      case SectionType.PART, SectionType.END -> {
        framing.add(type == SectionType.PART ? "PART" : "END");
        readRecords(decoder, decoder.readSectionId());
      }
      default -> throw new IOException("section type " + type);
    }
  }

  private void readRecords(MainStreamDecoder decoder, int id) throws IOException {
    while (true) {
      long ramRecord = decoder.readRamRecord();
      int flags = RamFlag.of(ramRecord);
      long address = RamFlag.address(ramRecord);
      if (flags == RamFlag.EOS) {
        decoder.expectFooter(id);
        framing.add("EOS");
        return;
      } else if (flags == RamFlag.MULTIFD_FLUSH) {
        framing.add("FLUSH");
        betweenFlushes.add(new ArrayList<>());
      } else if (flags == RamFlag.MEM_SIZE) {
        framing.add(
            "BLOCKS " + decoder.readBlockList(address).stream().map(BlockEntry::idstr).toList());
      } else {
        if ((flags & RamFlag.CONTINUE) == 0) {
          block = decoder.readIdstr();
        }
        readPage(decoder, flags, address);
      }
    }
  }

  private void readPage(MainStreamDecoder decoder, int flags, long offset) throws IOException {
    Page page;
    if ((flags & RamFlag.ZERO) != 0) {
      decoder.readZeroFill();
      page = new Page(block, offset, List.of());
    } else {
      byte[] content = new byte[4096];
      in.readBytes(content);
      page = new Page(block, offset, boxed(content, 0));
    }
    pages.add(page);
    betweenFlushes.getLast().add(page);
  }

  private static List<Byte> boxed(byte[] bytes, int from) {
    List<Byte> list = new ArrayList<>(4096);
    for (int i = from; i < from + 4096; i++) {
      list.add(bytes[i]);
    }
    return list;
  }

  /** The packets of a channel, its hello left out. Checks that what is unused is zero. */
  static List<Packet> packets(byte[] channel) throws IOException {
    List<Packet> packets = new ArrayList<>();
    int at = 64;
    while (at < channel.length) {
      MemorySegment header = MemorySegment.ofArray(Arrays.copyOfRange(channel, at, at + 1344));
      at += 1344;
      RamPacket packet = new RamPacket(PacketGeometry.X86).wrap(header, 0);
      packet.validateHead(PacketFlags.NOCOMP);
      int used = packet.normalPages() + packet.zeroPages();
      requireZero(header, RamPacket.RESERVED_OFFSET, RamPacket.IDSTR_OFFSET);
      requireZero(
          header, RamPacket.IDSTR_OFFSET + packet.idstr().length(), RamPacket.OFFSETS_OFFSET);
      requireZero(header, RamPacket.OFFSETS_OFFSET + used * 8, 1344);
      List<Page> normal = new ArrayList<>();
      List<Page> zero = new ArrayList<>();
      for (int i = 0; i < used; i++) {
        if (i < packet.normalPages()) {
          normal.add(new Page(packet.idstr(), packet.pageOffset(i), boxed(channel, at)));
          at += 4096;
        } else {
          zero.add(new Page(packet.idstr(), packet.pageOffset(i), List.of()));
        }
      }
      packets.add(
          new Packet(
              packet.flags(),
              packet.pagesAlloc(),
              packet.nextPacketBytes(),
              packet.packetNumber(),
              normal,
              zero));
    }
    return packets;
  }

  private static void requireZero(MemorySegment header, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      if (header.get(java.lang.foreign.ValueLayout.JAVA_BYTE, i) != 0) {
        throw new IOException("byte " + i + " of a header is not zero");
      }
    }
  }
}
