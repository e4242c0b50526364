package dev.multifd.migration.capture;

import dev.multifd.io.Endpoint;
import dev.multifd.migration.ParameterText;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.peer.Qemu;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A QEMU that is told to migrate here, in step with a receiver. */
final class QemuSource {
  static final long PATIENCE_S = 30;

  private QemuSource() {}

  /** A receiver's options: any port of the loopback interface, little patience. */
  static ReceiveOptions options(int channels, CompressionMethod compression) {
    return new ReceiveOptions(
        new Endpoint.Tcp("127.0.0.1", 0),
        channels,
        compression,
        new UUID(0, 0),
        1L << 30,
        Duration.ofSeconds(5));
  }

  /** Sets a source up as its receiver is. */
  static void configure(Qemu source, ReceiveOptions options, String detection, boolean returnPath)
      throws IOException {
    if (options.channels() > 0) {
      source.setCapability("multifd", true);
      source.setParameter("multifd-channels", options.channels());
      source.setParameter("multifd-compression", ParameterText.of(options.compression()));
    }
    source.setCapability("return-path", returnPath);
    source.setParameter("zero-page-detection", detection);
    source.setParameter("max-bandwidth", 0);
  }

  /** Lets a receiver wait in a thread of its own. */
  static FutureTask<CapturedGuest> start(Receiver receiver) {
    FutureTask<CapturedGuest> task = new FutureTask<>(receiver::receive);
    Thread.ofPlatform().daemon().name("receiver").start(task);
    return task;
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
}
