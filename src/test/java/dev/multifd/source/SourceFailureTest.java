package dev.multifd.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Threads;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.SoftwareDirtyTracker;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.io.Endpoint;
import dev.multifd.io.StreamSocket;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.payload.Compression;
import dev.multifd.payload.PackingKind;
import dev.multifd.scan.Sampling;
import dev.multifd.scan.ScannerKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Destinations that give up, say no, or do nothing. */
@ExtendWith(NoLeaks.class)
class SourceFailureTest {
  private static final Duration PATIENT = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(250);
  private static final String HINT = "; is the other side alive? (--timeout allows more)";

  /** More than the sockets of the loopback interface hold. */
  private static final long PAGES = 16_384;

  private final GuestRam ram;
  private final Cpus cpus = new Cpus();

  SourceFailureTest() throws IOException {
    ram = Ram.ofPages(PAGES, 65);
  }

  @AfterEach
  void unmap() {
    ram.close();
  }

  /** Counts what it is told. */
  private static final class Cpus implements VirtualCpus {
    final AtomicInteger stops = new AtomicInteger();
    final AtomicInteger resumes = new AtomicInteger();

    @Override
    public void stop() {
      stops.incrementAndGet();
    }

    @Override
    public void resume() {
      resumes.incrementAndGet();
    }
  }

  private MigrationSource source(int channels, Duration timeout) {
    return new MigrationSource(
        ram,
        new SoftwareDirtyTracker(),
        cpus,
        new SourceOptions(
            channels,
            ZeroPageDetection.NONE,
            Dispatch.RANGE,
            ScannerKind.LONGS8,
            Sampling.NONE,
            PresenceKind.OFF,
            Compression.NONE,
            PackingKind.MERGED_RUNS,
            StreamOptions.DEFAULT,
            Accounting.EXACT,
            ConvergenceOptions.DEFAULT,
            timeout));
  }

  private MigrationException failure(int channels, Duration timeout, Endpoint to)
      throws InterruptedException {
    try {
      source(channels, timeout).run(to);
      throw new AssertionError("it succeeded");
    } catch (MigrationException e) {
      assertThat(e.getMessage()).startsWith("source ").doesNotContain("\n");
      assertThat(cpus.resumes).as("the guest runs again").hasValue(1);
      NoLeaks.assertNothingRuns("source/");
      return e;
    }
  }

  private static void ignore(FakeDestination.Connection connection) throws InterruptedException {
    new CountDownLatch(1).await();
  }

  @Test
  void aChannelThatClosesMidwayIsNamed() throws IOException, InterruptedException {
    try (FakeDestination to =
        FakeDestination.with(FakeDestination::confirm, connection -> connection.skip(300_000))) {
      assertThat(failure(2, PATIENT, to.endpoint()).getMessage())
          .matches(
              "source channel-[01]: write?v? tcp:.*: (Broken pipe|Connection reset by peer).*");
      assertThat(cpus.stops).as("it never came to the last round").hasValue(0);
    }
  }

  @Test
  void aMainChannelThatClosesMidwayIsNamed() throws IOException, InterruptedException {
    try (FakeDestination to =
        FakeDestination.with(
            connection -> connection.skip(2_000_000), FakeDestination.Connection::readToTheEnd)) {
      assertThat(failure(0, PATIENT, to.endpoint()).getMessage())
          .matches("source migration: writev tcp:.*: (Broken pipe|Connection reset by peer).*");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aDestinationThatNeverReadsIsGivenUp(int channels) throws IOException, InterruptedException {
    try (FakeDestination to =
        FakeDestination.with(SourceFailureTest::ignore, SourceFailureTest::ignore)) {
      assertThat(failure(channels, SHORT, to.endpoint()))
          .hasMessage("source watchdog: nothing moved for 250 ms while in phase PRECOPY" + HINT);
      assertThat(cpus.stops).hasValue(0);
    }
  }

  @Test
  void aDestinationThatNeverConfirmsIsGivenUpAndTheGuestRunsAgain()
      throws IOException, InterruptedException {
    try (FakeDestination to =
        FakeDestination.with(
            FakeDestination.Connection::readToTheEnd, FakeDestination.Connection::readToTheEnd)) {
      assertThat(failure(2, SHORT, to.endpoint()))
          .hasMessage("source watchdog: nothing moved for 250 ms while in phase DEVICE" + HINT);
      assertThat(cpus.stops).hasValue(1);
    }
  }

  @Test
  void aDestinationThatReportsAnErrorIsBelieved() throws IOException, InterruptedException {
    try (FakeDestination to =
        FakeDestination.with(
            answering(FakeDestination.shut(5)), FakeDestination.Connection::readToTheEnd)) {
      assertThat(failure(1, PATIENT, to.endpoint()))
          .hasMessage("source migration: the destination failed to load the guest (status 5)");
      assertThat(cpus.stops).hasValue(1);
    }
  }

  @Test
  void aDestinationThatClosesWithoutAWordHasFailed() throws IOException, InterruptedException {
    try (FakeDestination to =
        FakeDestination.with(answering(new byte[0]), FakeDestination.Connection::readToTheEnd)) {
      assertThat(failure(1, PATIENT, to.endpoint()).getMessage())
          .isEqualTo(
              "source migration: the destination closed the connection and did not say that it has"
                  + " loaded the guest");
    }
  }

  @Test
  void whatIsNoAnswerIsRefused() throws IOException, InterruptedException {
    try (FakeDestination to =
        FakeDestination.with(
            answering(new byte[] {0, 9, 0, 4, 0, 0, 0, 0}),
            FakeDestination.Connection::readToTheEnd)) {
      assertThat(failure(1, PATIENT, to.endpoint()).getMessage())
          .startsWith("source migration: return path message type is 9");
    }
  }

  @Test
  void pongsAndAcknowledgementsAreReadOver() throws IOException, InterruptedException {
    byte[] answer = {0, 2, 0, 4, 0, 0, 0, 1, 0, 7, 0, 0, 0, 1, 0, 4, 0, 0, 0, 0};
    try (FakeDestination to =
        FakeDestination.with(answering(answer), FakeDestination.Connection::readToTheEnd)) {
      assertThat(source(1, PATIENT).run(to.endpoint()))
          .isInstanceOfSatisfying(
              SourceReport.class, sent -> assertThat(sent.normalPages()).isEqualTo(PAGES + 65));
      assertThat(cpus.stops).hasValue(1);
      assertThat(cpus.resumes).as("the guest is over there now").hasValue(0);
    }
  }

  /** Reads all of the main channel, answers and closes it. */
  private static FakeDestination.Conduct answering(byte[] answer) {
    return connection -> {
      connection.readMain();
      connection.write(answer);
    };
  }

  @Test
  void nobodyListens() throws IOException, InterruptedException {
    Endpoint closed;
    try (FakeDestination to = FakeDestination.obliging()) {
      closed = to.endpoint();
    }
    assertThat(failure(2, PATIENT, closed))
        .hasMessage("source migration: connect " + closed + ": Connection refused (errno 111)");
    assertThat(cpus.stops).hasValue(0);
  }

  /** A listener whose backlog is full: connects are not answered. */
  private static final class FullListener implements AutoCloseable {
    private final ServerSocketChannel listener =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    private final List<SocketChannel> waiting = new ArrayList<>();

    FullListener() throws IOException {
      for (int i = 0; i < 3; i++) {
        SocketChannel socket = SocketChannel.open();
        waiting.add(socket);
        socket.configureBlocking(false);
        socket.connect(listener.getLocalAddress());
      }
    }

    Endpoint endpoint() throws IOException {
      return new Endpoint.Tcp(
          "127.0.0.1", ((InetSocketAddress) listener.getLocalAddress()).getPort());
    }

    @Override
    public void close() throws IOException {
      for (SocketChannel socket : waiting) {
        socket.close();
      }
      listener.close();
    }
  }

  @Test
  void aConnectThatIsNotAnsweredIsGivenUp() throws IOException, InterruptedException {
    try (FullListener to = new FullListener()) {
      long fromNs = System.nanoTime();
      assertThat(failure(1, SHORT, to.endpoint()).getMessage())
          .containsAnyOf("nothing moved for 250 ms while in phase SETUP", "Connection timed out");
      assertThat(System.nanoTime() - fromNs).isLessThan(PATIENT.toNanos());
    }
  }

  @Test
  void aConnectThatIsNotAnsweredIsCancelled() throws IOException {
    try (FullListener to = new FullListener()) {
      assertCancelled(source(1, Duration.ofSeconds(20)), to.endpoint(), StreamSocket.class);
      assertThat(cpus.stops).hasValue(0);
    }
  }

  @Test
  void anInterruptCancelsAMigrationThatIsStuck() throws IOException {
    try (FakeDestination to =
        FakeDestination.with(SourceFailureTest::ignore, SourceFailureTest::ignore)) {
      assertCancelled(source(2, Duration.ofSeconds(20)), to.endpoint(), SaveLoop.class);
    }
  }

  @Test
  void anInterruptCancelsAMigrationThatWaitsForItsDestination() throws IOException {
    try (FakeDestination to =
        FakeDestination.with(
            FakeDestination.Connection::readToTheEnd, FakeDestination.Connection::readToTheEnd)) {
      MigrationSource source = source(2, Duration.ofSeconds(20));
      FutureTask<SourceOutcome> task = new FutureTask<>(() -> source.run(to.endpoint()));
      Thread running = Thread.ofPlatform().daemon().name("fake/runner").start(task);
      Threads.await(() -> source.progress().phase() == dev.multifd.counters.Phase.DEVICE);
      running.interrupt();
      Threads.join(running);
      assertThat(task.exceptionNow()).isInstanceOf(InterruptedException.class);
      assertThat(cpus.stops).hasValue(1);
      assertThat(cpus.resumes).hasValue(1);
    }
  }

  private void assertCancelled(MigrationSource source, Endpoint to, Class<?> inside) {
    FutureTask<SourceOutcome> task = new FutureTask<>(() -> source.run(to));
    Thread running = Thread.ofPlatform().daemon().name("fake/runner").start(task);
    Threads.awaitInside("source/migration", inside);
    long fromNs = System.nanoTime();
    running.interrupt();
    Threads.join(running);
    assertThat(task.exceptionNow()).isInstanceOf(InterruptedException.class);
    assertThat(System.nanoTime() - fromNs).as("at once").isLessThan(PATIENT.toNanos());
    assertThat(cpus.resumes).hasValue(1);
    NoLeaks.assertNothingRuns("source/");
  }

  @Test
  void processorsThatCannotBeStoppedFailTheMigration() throws IOException {
    VirtualCpus broken =
        new VirtualCpus() {
          @Override
          public void stop() {
            throw new IllegalStateException("a writer does not park");
          }

          @Override
          public void resume() {
            cpus.resume();
          }
        };
    try (FakeDestination to = FakeDestination.obliging()) {
      MigrationSource source =
          new MigrationSource(
              ram,
              new SoftwareDirtyTracker(),
              broken,
              new SourceOptions(
                  2,
                  ZeroPageDetection.MULTIFD,
                  Dispatch.PAGE,
                  ScannerKind.LONGS8,
                  Sampling.NONE,
                  PresenceKind.OFF,
                  Compression.NONE,
                  PackingKind.MERGED_RUNS,
                  StreamOptions.DEFAULT,
                  Accounting.EXACT,
                  ConvergenceOptions.DEFAULT,
                  PATIENT));
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(() -> source.run(to.endpoint()))
          .withMessage("source migration: java.lang.IllegalStateException: a writer does not park");
      assertThat(cpus.resumes).hasValue(1);
    }
  }

  @Test
  void optionsThatCannotBeAreRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> source(256, PATIENT))
        .withMessage("channels is 256: multifd takes 1 to 255");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> source(-1, PATIENT))
        .withMessageStartingWith("channels is -1");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> source(1, Duration.ZERO))
        .withMessageContaining("timeout");
  }
}
