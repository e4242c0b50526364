package dev.multifd.migration.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multifd.fixture.Threads;
import dev.multifd.io.Endpoint;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.migration.ParameterText;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.peer.Qemu;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A QEMU that is told to migrate here, in step with a receiver. */
final class QemuSource {
  static final long PATIENCE_S = 30;

  private QemuSource() {}

  /** A receiver's options: any port of the loopback interface, little patience. */
  static ReceiveOptions options(int channels, CompressionMethod compression) {
    return options(channels, compression, Duration.ofSeconds(5));
  }

  static ReceiveOptions options(int channels, CompressionMethod compression, Duration timeout) {
    return new ReceiveOptions(
        new Endpoint.Tcp("127.0.0.1", 0),
        channels,
        compression,
        new UUID(0, 0),
        false,
        1L << 30,
        timeout);
  }

  /** The same, for a source whose capability switchover-ack is on. */
  static ReceiveOptions withSwitchoverAck(ReceiveOptions options) {
    return new ReceiveOptions(
        options.endpoint(),
        options.channels(),
        options.compression(),
        options.vm(),
        true,
        options.maxRamBytes(),
        options.timeout());
  }

  /** Sets a source up as its receiver is. */
  static void configure(Qemu source, ReceiveOptions options, String detection, boolean returnPath)
      throws IOException {
    configure(source, options, returnPath);
    source.setParameter("zero-page-detection", detection);
  }

  /** Sets a source up whose QEMU has no choice of zero page detection: it is older than 9.0. */
  static void configure(Qemu source, ReceiveOptions options, boolean returnPath)
      throws IOException {
    source.setCapability("multifd", options.channels() > 0);
    if (options.channels() > 0) {
      source.setParameter("multifd-channels", options.channels());
      source.setParameter("multifd-compression", ParameterText.of(options.compression()));
    }
    source.setCapability("return-path", returnPath);
    source.setParameter("max-bandwidth", 0);
  }

  /** What its monitor says of the migration. */
  static JsonNode info(Qemu source) throws IOException {
    return source.qmp().execute("query-migrate", Map.of());
  }

  /** What its guest does: running, prelaunch, postmigrate, paused, ... */
  static String guestStatus(Qemu source) throws IOException {
    return source.qmp().execute("query-status", Map.of()).path("status").asText();
  }

  /** Lets a receiver wait in a thread of its own. */
  static FutureTask<CapturedGuest> start(Receiver receiver) {
    return start(receiver::receive);
  }

  /** Lets something wait in a thread of its own. */
  static <T> FutureTask<T> start(Callable<T> waiting) {
    FutureTask<T> task = new FutureTask<>(waiting);
    Thread.ofPlatform().daemon().name("receiver").start(task);
    return task;
  }

  /** Waits until pages arrive, or nothing more will. */
  static void awaitPages(Receiver receiver, FutureTask<CapturedGuest> task) {
    Threads.await(
        () -> task.isDone() || receiver.progress().matches(".* [1-9]\\d* pages normal.*"));
  }

  /** Migrates; returns what has arrived when both sides say that it has. */
  static CapturedGuest migrate(Qemu source, Receiver receiver, String detection, boolean returnPath)
      throws Exception {
    FutureTask<CapturedGuest> task = start(receiver);
    configure(source, receiver.options(), detection, returnPath);
    source.migrate(receiver.endpoint());
    CapturedGuest guest = task.get(PATIENCE_S, TimeUnit.SECONDS);
    source.awaitMigration();
    return guest;
  }

  /** The one line that a receiver ends with that receives nothing. */
  static String failureOf(FutureTask<CapturedGuest> task)
      throws InterruptedException, TimeoutException {
    try {
      return "no failure, but " + task.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(MigrationException.class);
      assertThat(e.getCause().getMessage()).startsWith("destination ").doesNotContain("\n");
      return String.valueOf(e.getCause().getMessage());
    }
  }
}
