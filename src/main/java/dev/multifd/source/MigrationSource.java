package dev.multifd.source;

import dev.multifd.counters.Latencies;
import dev.multifd.counters.Phase;
import dev.multifd.guest.DirtyTracker;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.RamBlock;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.io.Endpoint;
import dev.multifd.io.StreamSocket;
import dev.multifd.lifecycle.Crew;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.lifecycle.Watchdog;
import dev.multifd.scan.ZeroPageScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One outgoing migration (QEMU migration/migration.c, {@code qmp_migrate}): connects, sends the
 * guest's RAM, waits for the destination's word. Use an object once.
 */
public final class MigrationSource {
  private final GuestRam ram;
  private final DirtyTracker tracker;
  private final VirtualCpus cpus;
  private final SourceOptions options;
  private final TimeSource time;
  private final Clock clock;
  private final List<StreamSocket> sockets = new ArrayList<>();
  private final List<SendChannel> channels = new ArrayList<>();
  private volatile @Nullable SentTotals sent;
  private volatile @Nullable RamSection section;
  private volatile @Nullable NotConverged notConverged;
  private volatile Optional<PresencePass> presence = Optional.empty();
  private volatile long mainNameBytes;
  private volatile Histogram syncLatency = Latencies.histogram();

  /** Time begins to run here. */
  public MigrationSource(
      GuestRam ram, DirtyTracker tracker, VirtualCpus cpus, SourceOptions options) {
    this(ram, tracker, cpus, options, TimeSource.SYSTEM);
  }

  MigrationSource(
      GuestRam ram,
      DirtyTracker tracker,
      VirtualCpus cpus,
      SourceOptions options,
      TimeSource time) {
    this.time = time;
    this.clock = new Clock(time);
    this.ram = ram;
    this.tracker = tracker;
    this.cpus = cpus;
    this.options = options;
  }

  /**
   * Migrates to {@code destination}. When it returns or throws, its threads have ended and its
   * sockets are closed and its tracking is over; unless it was completed, the guest's writers run
   * again.
   *
   * @throws MigrationException saying where and why it failed
   * @throws InterruptedException if the caller was interrupted: the migration is cancelled
   */
  public SourceOutcome run(Endpoint destination) throws MigrationException, InterruptedException {
    try (Crew crew = new Crew("source")) {
      Thread migration = crew.start("migration", () -> migrate(crew, destination));
      try {
        crew.join(migration);
      } catch (InterruptedException e) {
        crew.fail("migration", new MigrationException("cancelled"));
        throw e;
      }
      crew.dismiss();
      NotConverged stopped = notConverged;
      if (stopped != null) {
        return stopped;
      }
      return report(crew);
    } catch (MigrationException | InterruptedException e) {
      cpus.resume();
      throw e;
    } finally {
      channels.forEach(SendChannel::close);
      closeSockets();
      cpus.throttle(0);
      stopTracking();
    }
  }

  private void stopTracking() throws MigrationException {
    try {
      tracker.stop();
    } catch (IOException e) {
      throw new MigrationException("dirty tracking could not be ended: " + e.getMessage(), e);
    }
  }

  private void migrate(Crew crew, Endpoint destination) throws IOException, InterruptedException {
    Watchdog.watch(crew, options.timeout(), this::movement, () -> "in phase " + clock.phase());
    MainChannel main = new MainChannel(connect(crew, destination), clock);
    main.greet();
    connectChannels(crew, destination);
    SentTotals totals = new SentTotals(main.counters, main::writtenBytes, channels);
    sent = totals;
    ClaimCursor cursor = new ClaimCursor(ram, wordsPerClaim());
    FirstRoundMap firstRound = new FirstRoundMap();
    ZeroPageScanner scanner = options.createScanner();
    Optional<MultifdSender> multifd = startChannels(crew, cursor, scanner, firstRound);
    ZeroSieve sieve = new ZeroSieve(scanner, firstRound, main.counters.pagesNotRead);
    RamPass pass = withPresence(Passes.of(options, ram, cursor, sieve, main, multifd), firstRound);
    RamSection saved =
        new RamSection(ram, tracker, cpus, options, clock, main, multifd, pass, firstRound, totals);
    section = saved;
    saved.setup();
    SaveLoop loop = new SaveLoop(saved, options.convergence(), time);
    if (loop.run() == SaveLoop.Ending.NOT_CONVERGED) {
      notConverged = saved.notConverged(loop.bandwidth());
      return;
    }
    mainNameBytes = main.nameBytes();
    syncLatency = multifd.map(MultifdSender::syncLatency).orElseGet(Latencies::histogram);
    Peer peer = options.stream().peer();
    peer.confirmation().await(sockets.getFirst());
    clock.completed();
    peer.parting().part(sockets.subList(1, sockets.size()));
  }

  /** So many that all channels' claims together are an eighth of a window of the rate limit. */
  private int wordsPerClaim() {
    long limit = options.convergence().maxBandwidth();
    if (limit == 0) {
      return Claim.MAX_WORDS;
    }
    long windowBytes = limit / (1_000_000_000 / RateLimiter.WINDOW_NS);
    long wordBytes = (long) Long.SIZE * RamBlock.PAGE_BYTES;
    return Math.clamp(
        windowBytes / 8 / Math.max(1, options.channels()) / wordBytes, 1, Claim.MAX_WORDS);
  }

  private RamPass withPresence(RamPass pass, FirstRoundMap firstRound) {
    if (options.presence() == PresenceKind.OFF) {
      return pass;
    }
    PresencePass wrapped = new PresencePass(ram, options.presence(), firstRound, pass);
    presence = Optional.of(wrapped);
    return wrapped;
  }

  private void connectChannels(Crew crew, Endpoint destination) throws IOException {
    AtomicLong packetNumbers = new AtomicLong();
    for (int id = 0; id < options.channels(); id++) {
      StreamSocket socket = connectChannel(crew, destination, id);
      SendChannel channel =
          new SendChannel(
              id,
              socket,
              options.packing().create(socket),
              options.compression(),
              options.accounting(),
              clock,
              packetNumbers::getAndIncrement);
      channels.add(channel);
      channel.sendHello(options.stream().vm());
    }
  }

  private StreamSocket connectChannel(Crew crew, Endpoint destination, int id) throws IOException {
    try {
      return connect(crew, destination);
    } catch (IOException e) {
      throw new MigrationException(
          "channel " + id + " of " + options.channels() + ": " + e.getMessage(), e);
    }
  }

  private Optional<MultifdSender> startChannels(
      Crew crew, ClaimCursor cursor, ZeroPageScanner scanner, FirstRoundMap firstRound) {
    if (!options.multifd()) {
      return Optional.empty();
    }
    Semaphore ready = new Semaphore(0);
    Predicate<RamBlock> sifted = Passes.siftedByChannels(options, ram);
    MultifdSender multifd =
        new MultifdSender(
            channels.stream()
                .map(c ->
                    new SendThread(
                        c,
                        ready,
                        cursor,
                        new ZeroSieve(scanner, firstRound, c.counters.pagesNotRead),
                        sifted))
                .toList(),
            ready);
    multifd.start(crew);
    return Optional.of(multifd);
  }

  private StreamSocket connect(Crew crew, Endpoint destination) throws IOException {
    StreamSocket socket =
        StreamSocket.connect(
            destination, options.timeout(), connecting -> crew.onEnd(connecting::shutdown));
    synchronized (sockets) {
      sockets.add(socket);
    }
    LocalSendBuffer.apply(socket, destination);
    return socket;
  }

  private long movement() {
    SourceProgress progress = progress();
    return progress.bytes() + progress.normalPages() + progress.zeroPages();
  }

  /** How far it is; any thread may ask. */
  public SourceProgress progress() {
    SentTotals totals = sent;
    RamSection saved = section;
    SentTotals.Snapshot now = totals == null ? new SentTotals.Snapshot(0, 0, 0) : totals.snapshot();
    return new SourceProgress(
        clock.phase(),
        clock.sinceStartNs(),
        now.normalPages(),
        now.zeroPages(),
        now.bytes(),
        saved == null ? 0 : saved.dirtySyncCount());
  }

  private SourceReport report(Crew crew) {
    SentTotals totals = sent;
    RamSection saved = section;
    if (totals == null || saved == null) {
      throw new IllegalStateException("a migration that did not fail has run");
    }
    SentTotals.Snapshot all = totals.snapshot();
    Map<Phase, Long> bytes = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      bytes.put(phase, totals.bytes(phase));
    }
    Map<Phase, Long> mainRam = new EnumMap<>(Phase.class);
    for (Phase phase : List.of(Phase.PRECOPY, Phase.DOWNTIME)) {
      mainRam.put(phase, totals.main().bytes.get(phase));
    }
    Histogram sendLatency = Latencies.histogram();
    totals.channels().forEach(c -> sendLatency.add(c.sendLatency));
    return new SourceReport(
        clock.totalNs(),
        clock.setupNs(),
        clock.downtimeNs(),
        ram.totalBytes(),
        all.normalPages(),
        all.zeroPages(),
        bytes,
        totals.channelSum(c -> c.bytes.total()),
        options.compression(),
        totals.channelSum(c -> c.payloadBytes.get()),
        mainRam,
        totals.main().normalPages.get(),
        totals.main().zeroPages.get(),
        mainNameBytes,
        socketSum(StreamSocket::writtenBytes),
        totals.channelSum(c -> c.packets.get()),
        totals.channelSum(c -> c.syncs.get()),
        socketSum(StreamSocket::writeCalls),
        socketSum(StreamSocket::shortWrites),
        socketSum(StreamSocket::writtenEntries),
        socketSum(StreamSocket::copiedZeroCopies),
        saved.dirtySyncCount(),
        saved.handedOutPages(),
        saved.sections(),
        saved.rounds(),
        presence.map(pass -> pass.report(totals.pagesNotRead())),
        options.accounting() == Accounting.V5
            ? Optional.of(totals.byTheLedgers())
            : Optional.empty(),
        sendLatency,
        syncLatency,
        crew.usage("migration"),
        crew.usage("channel-"));
  }

  private long socketSum(ToLongFunction<StreamSocket> of) {
    return sockets.stream().mapToLong(of).sum();
  }

  private void closeSockets() {
    synchronized (sockets) {
      sockets.forEach(StreamSocket::close);
    }
  }
}
