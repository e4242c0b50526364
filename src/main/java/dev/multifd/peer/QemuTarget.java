package dev.multifd.peer;

import dev.multifd.evidence.Check;
import dev.multifd.guest.GuestContent;
import dev.multifd.io.Endpoint;
import dev.multifd.migration.capture.CapturedGuest;
import dev.multifd.source.SourceOptions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A QEMU as destination, started anew for each migration. */
final class QemuTarget implements Target {
  private final QemuStarter starter;
  private final SourceOptions options;
  private @Nullable Qemu qemu;
  private double cpuMsBefore;

  QemuTarget(QemuStarter starter, SourceOptions options) {
    this.starter = starter;
    this.options = options;
  }

  @Override
  public Endpoint open() throws IOException, InterruptedException {
    Qemu started = starter.startIncoming();
    qemu = started;
    Modes.ofBothEnds(started, options);
    Endpoint endpoint = started.migrateIncoming(new Endpoint.Tcp("127.0.0.1", 0));
    cpuMsBefore = started.cpuMs();
    return endpoint;
  }

  @Override
  public double await() throws IOException, InterruptedException {
    running().requireCompleted();
    return running().cpuMs() - cpuMsBefore;
  }

  /** Nobody can look into its memory: it migrates once more, to this process. */
  @Override
  public Check verify(GuestContent content) throws IOException, InterruptedException {
    Modes.ofSource(running(), options);
    try (Arrivals arrivals = new Arrivals(options)) {
      running().migrate(arrivals.endpoint());
      try (CapturedGuest guest = arrivals.await()) {
        return RamCheck.of(content, guest);
      }
    }
  }

  /** Gives away the QEMU that has taken a guest; the caller closes it. */
  Qemu handOver() {
    Qemu loaded = running();
    qemu = null;
    return loaded;
  }

  private Qemu running() {
    Qemu started = qemu;
    if (started == null) {
      throw new IllegalStateException("open() comes first");
    }
    return started;
  }

  @Override
  public void close() throws IOException {
    Qemu started = qemu;
    if (started != null) {
      started.close();
      qemu = null;
    }
  }
}
