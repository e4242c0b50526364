package dev.multifd.source;

import dev.multifd.guest.DirtyTracker;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.io.Endpoint;
import dev.multifd.io.StreamSocket;
import dev.multifd.lifecycle.Crew;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.qemufile.QemuFileReader;
import dev.multifd.scan.ZeroPageScanner;
import dev.multifd.wire.ReturnPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A {@code ram} section and its channels without a save loop: a test says when an iteration ends
 * and when the dirty bitmap is synchronised. A claim is a word.
 */
final class SectionRig implements AutoCloseable {
  private final Crew crew = new Crew("source");
  private final Clock clock = new Clock(TimeSource.SYSTEM);
  private final List<StreamSocket> sockets = new ArrayList<>();
  private final List<SendChannel> channels = new ArrayList<>();
  private final RamSection section;

  SectionRig(
      GuestRam ram,
      DirtyTracker tracker,
      VirtualCpus cpus,
      SourceOptions options,
      FakeDestination to)
      throws IOException {
    MainChannel main = new MainChannel(connect(to.endpoint()), clock);
    main.greet();
    AtomicLong numbers = new AtomicLong();
    for (int id = 0; id < options.channels(); id++) {
      StreamSocket socket = connect(to.endpoint());
      SendChannel channel =
          new SendChannel(
              id,
              socket,
              options.packing().create(socket),
              options.compression(),
              options.accounting(),
              clock,
              numbers::getAndIncrement);
      channels.add(channel);
      channel.sendHello(options.stream().vm());
    }
    ClaimCursor cursor = new ClaimCursor(ram, 1);
    FirstRoundMap firstRound = new FirstRoundMap();
    ZeroPageScanner scanner = options.createScanner();
    Optional<MultifdSender> multifd =
        options.multifd()
            ? Optional.of(startChannels(ram, cursor, scanner, firstRound, options))
            : Optional.empty();
    ZeroSieve sieve = new ZeroSieve(scanner, firstRound, main.counters.pagesNotRead);
    RamPass pass = Passes.of(options, ram, cursor, sieve, main, multifd);
    if (options.presence() != PresenceKind.OFF) {
      pass = new PresencePass(ram, options.presence(), firstRound, pass);
    }
    SentTotals totals = new SentTotals(main.counters, main::writtenBytes, channels);
    section =
        new RamSection(ram, tracker, cpus, options, clock, main, multifd, pass, firstRound, totals);
  }

  private StreamSocket connect(Endpoint to) throws IOException {
    StreamSocket socket = StreamSocket.connect(to);
    sockets.add(socket);
    crew.onEnd(socket::shutdown);
    return socket;
  }

  private MultifdSender startChannels(
      GuestRam ram,
      ClaimCursor cursor,
      ZeroPageScanner scanner,
      FirstRoundMap firstRound,
      SourceOptions of) {
    Semaphore ready = new Semaphore(0);
    MultifdSender multifd =
        new MultifdSender(
            channels.stream()
                .map(channel ->
                    new SendThread(
                        channel,
                        ready,
                        cursor,
                        new ZeroSieve(scanner, firstRound, channel.counters.pagesNotRead),
                        Passes.siftedByChannels(of, ram)))
                .toList(),
            ready);
    multifd.start(crew);
    return multifd;
  }

  RamSection section() {
    return section;
  }

  /** An iteration that is told to stop when so many claims were begun. */
  void iterate(int claims) throws IOException, InterruptedException {
    AtomicInteger left = new AtomicInteger(claims);
    section.iterate(() -> left.getAndDecrement() > 0);
  }

  /** Stops the guest and sends all the rest; returns when the destination has it. */
  void complete() throws IOException, InterruptedException {
    section.complete();
    ReturnPath.read(new QemuFileReader(sockets.getFirst()));
  }

  /** Throws what a channel failed of; ends all threads and closes all sockets. */
  @Override
  public void close() throws MigrationException {
    MigrationException failure = crew.failure();
    crew.dismiss();
    channels.forEach(SendChannel::close);
    sockets.forEach(StreamSocket::close);
    if (failure != null) {
      throw failure;
    }
  }
}
