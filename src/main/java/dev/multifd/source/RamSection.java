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
import dev.multifd.wire.MainStream;
import dev.multifd.wire.MainStreamEncoder;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code ram} section of the stream and what surrounds it (QEMU migration/ram.c, {@code
 * ram_save_setup}, {@code ram_save_iterate}, {@code ram_save_complete}): setup, a PART for each
 * iteration, a barrier for each pass over the dirty bitmaps, END and the trailer.
 */
final class RamSection implements SaveLoop.Handlers {
  private final GuestRam ram;
  private final DirtyTracker tracker;
  private final VirtualCpus cpus;
  private final StreamOptions stream;
  private final SyncPoint syncPoint;
  private final Clock clock;
  private final MainChannel main;
  private final Optional<MultifdSender> multifd;
  private final RamPass pass;
  private final FirstRoundMap firstRound;
  private final SentTotals sent;
  private final RoundLog rounds;
  private final Optional<AutoConverge> autoConverge;
  private final Counter dirtySyncs = new Counter();
  private final Map<Phase, Long> flushRecords = new EnumMap<>(Phase.class);
  private long dirtyPages;
  private long takenBefore;
  private long parts;

  RamSection(
      GuestRam ram,
      DirtyTracker tracker,
      VirtualCpus cpus,
      SourceOptions options,
      Clock clock,
      MainChannel main,
      Optional<MultifdSender> multifd,
      RamPass pass,
      FirstRoundMap firstRound,
      SentTotals sent) {
    this.ram = ram;
    this.tracker = tracker;
    this.cpus = cpus;
    this.stream = options.stream();
    this.syncPoint = options.syncPoint();
    this.clock = clock;
    this.main = main;
    this.multifd = multifd;
    this.pass = pass;
    this.firstRound = firstRound;
    this.sent = sent;
    this.rounds = new RoundLog(clock, cpus, sent);
    this.autoConverge =
        options.convergence().throttling() == Throttling.AUTO_CONVERGE
            ? Optional.of(new AutoConverge(cpus, clock.sinceStartNs()))
            : Optional.empty();
  }

  /** Writes all that comes between the file header and the first page. */
  void setup() throws IOException, InterruptedException {
    MainStreamEncoder encoder = main.encoder();
    encoder.configuration(stream.machine());
    if (stream.validatedUuid().isPresent()) {
      encoder.configurationUuid(stream.validatedUuid().get());
    }
    stream.peer().confirmation().request(encoder);
    tracker.start(ram);
    for (RamBlock block : ram.blocks()) {
      block.dirty().setAll();
      dirtyPages += block.pages();
    }
    encoder.sectionStart(stream.ramSectionId(), MainStream.RAM_IDSTR, 0, MainStream.RAM_VERSION);
    encoder.ramBlockList(
        ram.blocks().stream().map(b -> new BlockEntry(b.idstr(), b.usedBytes())).toList());
    barrier();
    endSection();
    clock.setupDone();
    syncBitmap();
  }

  @Override
  public long pendingBytes() {
    return dirtyPages * RamBlock.PAGE_BYTES;
  }

  @Override
  public long transferredBytes() {
    return sent.chargedBytes();
  }

  @Override
  public void iterate(Pace pace) throws IOException, InterruptedException {
    main.encoder().sectionPart(stream.ramSectionId());
    boolean atEnd = send(pace);
    switch (syncPoint) {
      case END_OF_PASS -> {
        if (atEnd) {
          closePass();
        }
      }
      case END_OF_SECTION -> {
        quiesce(); // in the middle of a pass, too
        closePass();
      }
    }
    endSection();
    parts++;
  }

  @Override
  public void complete() throws IOException, InterruptedException {
    cpus.stop();
    clock.downtimeBegins();
    syncBitmap();
    if (stream.dialect().hasSwitchoverStart()) {
      main.encoder().command(MainCommand.SWITCHOVER_START);
    }
    main.encoder().sectionEnd(stream.ramSectionId());
    do {
      send(Pace.UNLIMITED);
      if (dirtyPages == 0 || syncPoint == SyncPoint.END_OF_PASS) {
        closePass();
      }
    } while (dirtyPages > 0); // behind where the pass began
    endSection();
    rounds.end();
    clock.ramDone();
    stream.tail().write(main.encoder(), stream.machine());
    main.flush();
  }

  private boolean send(Pace pace) throws IOException, InterruptedException {
    boolean atEnd = pass.send(pace);
    countTaken();
    return atEnd;
  }

  private void countTaken() {
    long taken = pass.takenPages();
    dirtyPages -= taken - takenBefore;
    takenBefore = taken;
  }

  /** The barrier that a page must not pass twice; what was taken is sent by then. */
  private void closePass() throws IOException, InterruptedException {
    barrier();
    main.flush();
    checkAllSent();
  }

  private void checkAllSent() throws MigrationException {
    long pages = sent.snapshot().pages();
    if (pages != pass.takenPages()) {
      throw new MigrationException(
          "took " + pass.takenPages() + " dirty pages and sent " + pages + " by the barrier");
    }
  }

  private void barrier() throws IOException, InterruptedException {
    if (multifd.isPresent()) {
      multifd.get().sync();
      if (stream.dialect().hasFlushRecords()) {
        main.encoder().multifdFlush();
        flushRecords.merge(clock.phase(), 1L, Long::sum);
      }
    }
  }

  private void endSection() throws IOException {
    main.encoder().endOfSection();
    main.encoder().sectionFooter(stream.ramSectionId());
    main.flush();
  }

  /** All that was taken is sent and booked. */
  private void quiesce() throws IOException, InterruptedException {
    if (multifd.isPresent()) {
      multifd.get().drain();
    }
    main.flush();
    countTaken();
  }

  @Override
  public void syncBitmap() throws IOException, InterruptedException {
    quiesce(); // a page on its way may be known as absent, and belongs to this round
    firstRound.drop();
    long fromNs = clock.sinceStartNs();
    long fresh = tracker.sync();
    dirtyPages += fresh;
    dirtySyncs.add(1);
    rounds.begin(clock.sinceStartNs() - fromNs, fresh, dirtyPages);
    if (autoConverge.isPresent()) {
      autoConverge
          .get()
          .synchronised(clock.sinceStartNs(), fresh * RamBlock.PAGE_BYTES, transferredBytes());
    }
  }

  long dirtySyncCount() {
    return dirtySyncs.get();
  }

  /** The rounds; read it when the migration has ended. */
  List<RoundReport> rounds() {
    return rounds.reports();
  }

  /** Pages taken from the dirty bitmaps. */
  long handedOutPages() {
    return pass.takenPages();
  }

  Sections sections() {
    return new Sections(
        parts,
        flushRecords.getOrDefault(Phase.PRECOPY, 0L),
        flushRecords.getOrDefault(Phase.DOWNTIME, 0L),
        stream.dialect().hasSwitchoverStart() ? 1 : 0);
  }

  /** How far it has come when its time is up. */
  NotConverged notConverged(double bandwidth) throws IOException, InterruptedException {
    quiesce();
    rounds.end();
    return new NotConverged(
        clock.sinceStartNs(),
        rounds.reports(),
        transferredBytes(),
        dirtyPages,
        rounds.dirtyPagesPerSecond(),
        bandwidth);
  }
}
