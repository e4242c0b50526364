package dev.multifd.peer;

import dev.multifd.io.Endpoint;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.migration.capture.CapturedGuest;
import dev.multifd.migration.capture.ReceiveOptions;
import dev.multifd.migration.capture.Receiver;
import dev.multifd.source.SourceOptions;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A guest that this process takes while the caller's thread does something else. */
final class Arrivals implements AutoCloseable {
  private final Receiver receiver;
  private final FutureTask<CapturedGuest> task;
  private final Thread thread;

  /** Begins to listen at the loopback interface, and to wait. */
  Arrivals(SourceOptions source) throws IOException {
    receiver =
        Receiver.listen(
            new ReceiveOptions(
                new Endpoint.Tcp("127.0.0.1", 0),
                source.channels(),
                source.compression().method(),
                source.stream().vm(),
                false,
                Long.MAX_VALUE,
                source.timeout()));
    task = new FutureTask<>(receiver::receive);
    thread = Thread.ofPlatform().daemon().name("receiver").start(task);
  }

  Endpoint endpoint() {
    return receiver.endpoint();
  }

  /** The guest, once it is there; the caller closes it. */
  CapturedGuest await() throws MigrationException, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MigrationException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    receiver.close();
  }
}
