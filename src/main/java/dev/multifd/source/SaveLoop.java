package dev.multifd.source;

import dev.multifd.counters.Counter;
import dev.multifd.counters.Phase;
import dev.multifd.guest.DirtyTracker;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.wire.BlockEntry;
import dev.multifd.wire.MainCommand;
import dev.multifd.wire.MainStreamEncoder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The migration thread's loop (QEMU {@code migration_thread}, {@code ram_save_setup}, {@code
 * ram_save_iterate}, {@code ram_save_complete}): setup, rounds while the guest runs, the last round
 * with the guest stopped, the trailer.
 */
final class SaveLoop {
  private static final int RAM_SECTION_ID = 1;
  private static final int RAM_VERSION = 4;
  private static final int PING_VALUE = 1;

  private final GuestRam ram;
  private final DirtyTracker tracker;
  private final VirtualCpus cpus;
  private final String machine;
  private final Duration downtimeLimit;
  private final Clock clock;
  private final MainChannel main;
  private final Optional<MultifdSender> multifd;
  private final RamRound round;
  private final SentTotals sent;
  private final List<RoundReport> rounds = new ArrayList<>();
  private final Counter dirtySyncs = new Counter();
  private long dirtyPages;

  SaveLoop(
      GuestRam ram,
      DirtyTracker tracker,
      VirtualCpus cpus,
      SourceOptions options,
      Clock clock,
      MainChannel main,
      Optional<MultifdSender> multifd,
      RamRound round,
      SentTotals sent) {
    this.ram = ram;
    this.tracker = tracker;
    this.cpus = cpus;
    this.machine = options.machine();
    this.downtimeLimit = options.downtimeLimit();
    this.clock = clock;
    this.main = main;
    this.multifd = multifd;
    this.round = round;
    this.sent = sent;
  }

  /** Sends the whole guest. On return the last byte is written; nothing is confirmed yet. */
  void run() throws IOException, InterruptedException {
    setup();
    do {
      iterate();
      syncBitmap();
    } while (dirtyPages > thresholdPages());
    complete();
  }

  private void setup() throws IOException, InterruptedException {
    MainStreamEncoder encoder = main.encoder();
    encoder.fileHeader();
    encoder.configuration(machine);
    encoder.command(MainCommand.OPEN_RETURN_PATH);
    encoder.ping(PING_VALUE);
    tracker.start(ram);
    for (RamBlock block : ram.blocks()) {
      block.dirty().setAll();
      dirtyPages += block.pages();
    }
    syncBitmap();
    encoder.sectionStart(RAM_SECTION_ID, "ram", 0, RAM_VERSION);
    encoder.ramBlockList(
        ram.blocks().stream().map(b -> new BlockEntry(b.idstr(), b.usedBytes())).toList());
    barrier();
    endSection();
    clock.setupDone();
  }

  private void iterate() throws IOException, InterruptedException {
    main.encoder().sectionPart(RAM_SECTION_ID);
    sendDirty();
    endSection();
  }

  private void complete() throws IOException, InterruptedException {
    cpus.stop();
    clock.downtimeBegins();
    syncBitmap();
    main.encoder().command(MainCommand.SWITCHOVER_START);
    main.encoder().sectionEnd(RAM_SECTION_ID);
    sendDirty();
    endSection();
    clock.ramDone();
    main.encoder().endOfFile();
    main.encoder().vmDescription(VmDescription.withoutDevices(machine));
    main.flush();
  }

  /** One round and its barrier; checks that every page taken from the bitmaps was sent. */
  private void sendDirty() throws IOException, InterruptedException {
    Phase phase = clock.phase();
    long fromNs = clock.sinceStartNs();
    SentTotals.Snapshot before = sent.snapshot();
    round.send();
    barrier();
    main.flush(); // or the round's bytes would be booked in the next one
    SentTotals.Snapshot done = sent.snapshot().since(before);
    if (done.pages() != dirtyPages) {
      throw new MigrationException(
          "round "
              + (rounds.size() + 1)
              + " took "
              + dirtyPages
              + " dirty pages and sent "
              + done.pages());
    }
    rounds.add(
        new RoundReport(
            phase,
            dirtyPages,
            done.normalPages(),
            done.zeroPages(),
            done.bytes(),
            clock.sinceStartNs() - fromNs));
    dirtyPages = 0;
  }

  private void barrier() throws IOException, InterruptedException {
    if (multifd.isPresent()) {
      multifd.get().sync();
      main.encoder().multifdFlush();
    }
  }

  private void endSection() throws IOException {
    main.encoder().endOfSection();
    main.encoder().sectionFooter(RAM_SECTION_ID);
    main.flush();
  }

  private void syncBitmap() throws IOException {
    dirtyPages += tracker.sync();
    dirtySyncs.add(1);
  }

  /** Pages that the last round's bandwidth would move within the downtime limit. */
  private long thresholdPages() {
    RoundReport last = rounds.getLast();
    double bytesPerNs = (double) last.bytes() / Math.max(1, last.durationNs());
    return (long) (bytesPerNs * downtimeLimit.toNanos()) / RamBlock.PAGE_BYTES;
  }

  long dirtySyncCount() {
    return dirtySyncs.get();
  }

  /** The rounds; read it when the migration has ended. */
  List<RoundReport> rounds() {
    return rounds;
  }
}
