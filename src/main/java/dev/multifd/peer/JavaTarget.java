package dev.multifd.peer;

import dev.multifd.destination.DestinationReport;
import dev.multifd.evidence.Check;
import dev.multifd.guest.GuestContent;
import dev.multifd.io.Endpoint;
import dev.multifd.migration.capture.CapturedGuest;
import dev.multifd.source.SourceOptions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** This process as destination. */
final class JavaTarget implements Target {
  private final SourceOptions options;
  private @Nullable Arrivals arrivals;
  private @Nullable CapturedGuest arrived;

  JavaTarget(SourceOptions options) {
    this.options = options;
  }

  @Override
  public Endpoint open() throws IOException {
    Arrivals waiting = new Arrivals(options);
    arrivals = waiting;
    return waiting.endpoint();
  }

  @Override
  public double await() throws IOException, InterruptedException {
    Arrivals waiting = arrivals;
    if (waiting == null) {
      throw new IllegalStateException("open() comes first");
    }
    CapturedGuest guest = waiting.await();
    arrived = guest;
    DestinationReport report = guest.report();
    return report.mainThread().plus(report.channelThreads()).cpuNs() / 1e6;
  }

  @Override
  public Check verify(GuestContent content) throws IOException {
    CapturedGuest guest = arrived;
    if (guest == null) {
      throw new IllegalStateException("await() comes first");
    }
    return RamCheck.of(content, guest);
  }

  @Override
  public void close() throws IOException {
    Arrivals waiting = arrivals;
    if (waiting != null) {
      waiting.close();
      arrivals = null;
    }
    CapturedGuest guest = arrived;
    if (guest != null) {
      guest.close();
      arrived = null;
    }
  }
}
