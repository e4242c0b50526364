package dev.multifd.destination;

import static org.assertj.core.api.Assertions.fail;

import dev.multifd.fixture.RawPeer;
import dev.multifd.fixture.Recording;
import dev.multifd.fixture.Threads;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.Endpoint;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.payload.CompressionMethod;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;

/** A destination for {@link Recording}'s guest, and a peer that speaks to it. */
final class Incoming implements AutoCloseable {
  /** Longer than anything here takes that does not hang. */
  static final Duration PATIENT = Duration.ofSeconds(5);

  /** For tests that wait for it to pass. */
  static final Duration SHORT = Duration.ofMillis(250);

  private final GuestRam ram;
  private final MigrationDestination destination;
  private final RawPeer peer;

  private Incoming(
      int channels,
      CompressionMethod compression,
      Arrival arrival,
      Duration timeout,
      Endpoint endpoint)
      throws IOException {
    ram = GuestRam.map(Recording.LAYOUT, HugePages.NEVER);
    DestinationOptions options =
        new DestinationOptions(channels, Recording.VM, compression, false, arrival, timeout);
    destination = new MigrationDestination(ram, options, endpoint);
    peer = new RawPeer(destination.endpoint());
  }

  /** Two channels, Unix sockets, patience. */
  static Incoming usual() throws IOException {
    return of(2, PATIENT);
  }

  static Incoming of(int channels, Duration timeout) throws IOException {
    return new Incoming(channels, CompressionMethod.NONE, Arrival.DEFAULT, timeout, unixSocket());
  }

  /** The usual one, but for how it reads its packets. */
  static Incoming by(Unpacking unpacking) throws IOException {
    Arrival arrival = new Arrival(PopulationPolicy.ADAPTIVE, unpacking);
    return new Incoming(2, CompressionMethod.NONE, arrival, PATIENT, unixSocket());
  }

  /** The usual one, whose channels carry streams of that method. */
  static Incoming compressed(CompressionMethod method) throws IOException {
    return new Incoming(2, method, Arrival.DEFAULT, PATIENT, unixSocket());
  }

  static Incoming byTcp() throws IOException {
    return new Incoming(
        2, CompressionMethod.NONE, Arrival.DEFAULT, PATIENT, new Endpoint.Tcp("127.0.0.1", 0));
  }

  private static Endpoint unixSocket() throws IOException {
    Path path = Files.createTempFile("multifd", ".sock");
    Files.delete(path);
    return new Endpoint.Unix(path);
  }

  GuestRam ram() {
    return ram;
  }

  RamBlock main() {
    return ram.blocks().get(0);
  }

  RawPeer peer() {
    return peer;
  }

  MigrationDestination destination() {
    return destination;
  }

  /** A destination that runs in a thread of its own. */
  record Running(Thread thread, FutureTask<DestinationReport> task) {
    /** Waits for success. */
    DestinationReport loaded() {
      Threads.join(thread);
      return task.resultNow();
    }

    /** Waits for an exception. */
    Throwable failed() {
      Threads.join(thread);
      return task.exceptionNow();
    }
  }

  /** Lets the destination run by itself. */
  Running start() {
    FutureTask<DestinationReport> task = new FutureTask<>(destination::run);
    return new Running(Thread.ofPlatform().daemon().name("destination").start(task), task);
  }

  /** Waits for the migration to succeed. */
  DestinationReport loaded() throws MigrationException, InterruptedException {
    return destination.run();
  }

  /** Waits for the migration to fail. */
  MigrationException refused() throws InterruptedException {
    try {
      return fail("it was accepted: %s", destination.run());
    } catch (MigrationException refusal) {
      return refusal;
    }
  }

  /** Whether the page behind each block, which is mapped but nobody's, is untouched. */
  @SuppressWarnings("restricted")
  boolean nothingIsWrittenBehindTheBlocks() {
    return ram.blocks().stream()
        .map(block -> block.memory().address() + block.usedBytes())
        .map(end -> MemorySegment.ofAddress(end).reinterpret(RamBlock.PAGE_BYTES))
        .allMatch(page -> page.mismatch(MemorySegment.ofArray(new byte[4096])) < 0);
  }

  /** Sends a whole recording and waits for the migration to fail. */
  MigrationException refused(Recording recording) throws IOException, InterruptedException {
    peer.sendAll(recording.bytes());
    return refused();
  }

  @Override
  public void close() throws IOException {
    try {
      destination.close();
    } finally {
      peer.close();
      ram.close();
    }
  }
}
