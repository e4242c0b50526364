package dev.multifd.destination;

import dev.multifd.counters.Counter;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.StreamSocket;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.qemufile.QemuFileReader;
import dev.multifd.wire.CommandRecord;
import dev.multifd.wire.Configuration;
import dev.multifd.wire.MainStreamDecoder;
import dev.multifd.wire.RamFlag;
import dev.multifd.wire.SectionHeader;
import dev.multifd.wire.SectionType;
import dev.multifd.wire.WireException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Loads the main channel (QEMU {@code qemu_loadvm_state_main}, {@code ram_load_precopy}): sections,
 * page records, and the markers at which it meets the channels. One thread uses it.
 */
final class MainLoader {
  final Counter normalPages = new Counter();
  final Counter zeroPages = new Counter();

  private final StreamSocket socket;
  private final UUID vm;
  private final Replies replies;
  private final IncomingRam ram;
  private final StreamTail tail;
  private final SyncBarrier barrier;
  private final Runnable allConnected;
  private final QemuFileReader file;
  private final MainStreamDecoder decoder;
  private @Nullable IncomingBlock lastBlock;
  private String machine = "";
  private @Nullable SyncMarker marker;
  private int ramSectionId;
  private boolean ramStarted;
  private boolean ramEnded;

  /**
   * @param begun what was read of the stream already
   * @param tail reads what follows RAM
   * @param allConnected is told when the source has opened all its connections: at the end of START
   */
  MainLoader(
      StreamSocket socket,
      MemorySegment begun,
      DestinationOptions options,
      IncomingRam ram,
      StreamTail tail,
      SyncBarrier barrier,
      Runnable allConnected) {
    this.socket = socket;
    this.vm = options.vm();
    this.replies = new Replies(socket, options.switchoverAck());
    this.ram = ram;
    this.tail = tail;
    this.barrier = barrier;
    this.allConnected = allConnected;
    this.file = new QemuFileReader(socket, begun);
    this.decoder = new MainStreamDecoder(file);
  }

  long readBytes() {
    return socket.readBytes();
  }

  /** What the channel said; whole after {@link #run}. */
  MainReport report() {
    return new MainReport(
        machine, ramSectionId, marker, replies.isOpen(), normalPages.get(), zeroPages.get());
  }

  /** Loads the stream to its end. On return all of RAM is in place. */
  void run() throws IOException, InterruptedException {
    decoder.readFileHeader();
    Configuration configuration = decoder.readConfiguration();
    check(configuration);
    machine = configuration.machine();
    while (!ramEnded) {
      loadSection(decoder.readSectionType());
    }
    tail.read(file, replies.isOpen());
    barrier.finish();
  }

  private void check(Configuration configuration) throws WireException {
    int pageBits = configuration.targetPageBits().orElse(RamBlock.PAGE_BITS);
    if (pageBits != RamBlock.PAGE_BITS) {
      throw new WireException(
          "configuration/target-page-bits",
          Integer.toString(pageBits),
          Integer.toString(RamBlock.PAGE_BITS));
    }
    UUID named = configuration.uuid();
    if (named != null && !named.equals(vm)) {
      throw new WireException("configuration/uuid", named.toString(), vm.toString());
    }
  }

  /** What the source is told. */
  Replies replies() {
    return replies;
  }

  /** Loads one section, up to the END of ram. */
  private void loadSection(int type) throws IOException, InterruptedException {
    switch (type) {
      case SectionType.START -> loadStart();
      case SectionType.PART -> loadPart();
      case SectionType.END -> loadEnd();
      case SectionType.COMMAND -> obey(decoder.readCommand());
      case SectionType.EOF ->
          throw new MigrationException("the stream ends before the END section of ram");
      case SectionType.FULL ->
          throw new MigrationException(
              "device section '"
                  + decoder.readSectionHeader().idstr()
                  + "' before the END section of ram: where it ends only its device knows");
      default ->
          throw new MigrationException("unknown section type 0x" + Integer.toHexString(type));
    }
  }

  private void loadStart() throws IOException, InterruptedException {
    SectionHeader header = decoder.readSectionHeader();
    header.requireRam();
    if (ramStarted) {
      throw new MigrationException("a second START section of ram");
    }
    ramSectionId = header.sectionId();
    loadRecords();
    if (!ramStarted) {
      throw new MigrationException("the START section of ram has no block list");
    }
    if (barrier.isNeeded()) {
      // Nothing announces it, but every source marks a barrier in START.
      marker = barrier.passed() > 0 ? SyncMarker.FLUSH_RECORD : SyncMarker.END_OF_SECTION;
    }
    endSection(ramSectionId);
    allConnected.run();
  }

  private void loadEnd() throws IOException, InterruptedException {
    int id = readRamSectionId();
    long before = barrier.passed();
    loadRecords();
    if (marker == SyncMarker.FLUSH_RECORD && barrier.passed() == before) {
      throw new MigrationException(
          "the END section of ram has no MULTIFD_FLUSH, though its START has");
    }
    endSection(id);
    ramEnded = true;
  }

  private void loadPart() throws IOException, InterruptedException {
    int id = readRamSectionId();
    loadRecords();
    endSection(id);
  }

  private void endSection(int id) throws IOException, InterruptedException {
    if (marker == SyncMarker.END_OF_SECTION) {
      barrier.mainMarker();
    }
    decoder.expectFooter(id);
  }

  private int readRamSectionId() throws IOException {
    int id = decoder.readSectionId();
    if (!ramStarted || id != ramSectionId) {
      throw new MigrationException("section id " + id + " was never started");
    }
    return id;
  }

  private void obey(CommandRecord command) throws IOException {
    switch (command.command()) {
      case OPEN_RETURN_PATH -> replies.open();
      case PING -> replies.pong(command.pingValue());
      case SWITCHOVER_START -> {}
      default -> throw new MigrationException("command " + command + " is not part of precopy");
    }
  }

  private void loadRecords() throws IOException, InterruptedException {
    while (true) {
      long record = decoder.readRamRecord();
      int flags = RamFlag.of(record);
      if ((flags & RamFlag.ZERO) != 0) {
        loadZero(block(flags), RamFlag.address(record));
      } else if ((flags & RamFlag.PAGE) != 0) {
        loadPage(block(flags), RamFlag.address(record));
      } else if ((flags & RamFlag.EOS) != 0) {
        return;
      } else if ((flags & RamFlag.MULTIFD_FLUSH) != 0) {
        loadMarker();
      } else if ((flags & RamFlag.MEM_SIZE) != 0) {
        loadBlockList(RamFlag.address(record));
      } else {
        throw new MigrationException("record " + RamFlag.describe(flags) + " is not supported");
      }
    }
  }

  private void loadMarker() throws MigrationException, InterruptedException {
    if (!ramStarted) {
      throw new MigrationException("a marker before the block list");
    }
    if (marker == SyncMarker.END_OF_SECTION) {
      throw new MigrationException(
          "a MULTIFD_FLUSH from a source that marks its barriers by the ends of sections");
    }
    barrier.mainMarker();
  }

  private void loadBlockList(long totalBytes) throws IOException {
    if (ramStarted) {
      throw new MigrationException("a second block list");
    }
    ram.accept(decoder.readBlockList(totalBytes));
    ramStarted = true;
  }

  private IncomingBlock block(int flags) throws IOException {
    if (!ramStarted) {
      throw new MigrationException("a page before the block list");
    }
    if ((flags & RamFlag.CONTINUE) == 0) {
      lastBlock = ram.require(decoder.readIdstr());
    }
    IncomingBlock block = lastBlock;
    if (block == null) {
      throw new MigrationException("the first page record says CONTINUE");
    }
    return block;
  }

  private void loadZero(IncomingBlock block, long offset) throws IOException {
    decoder.readZeroFill();
    block.check("zero page", offset);
    block.zeroRun(offset, 1);
    zeroPages.add(1);
  }

  private void loadPage(IncomingBlock block, long offset) throws IOException {
    block.check("normal page", offset);
    block.normalRun(offset, 1);
    file.readBytes(block.block().memory(), offset, RamBlock.PAGE_BYTES);
    normalPages.add(1);
  }
}
