package dev.multifd.peer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multifd.guest.TransplantedContent;
import dev.multifd.io.Endpoint;
import dev.multifd.source.SourceOptions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A QEMU as source, started anew for each migration. The guest comes to it by a migration from this
 * process, in which its zero pages stay untouched.
 */
final class QemuOrigin implements Origin {
  private final QemuStarter starter;
  private final JavaOrigin guest;
  private final SourceOptions filling;
  private final SourceOptions options;
  private @Nullable Qemu qemu;

  /**
   * @param guest what each of them is given
   * @param filling how it is given
   */
  QemuOrigin(QemuStarter starter, JavaOrigin guest, SourceOptions filling, SourceOptions options) {
    this.starter = starter;
    this.guest = guest;
    this.filling = filling;
    this.options = options;
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    close();
    try (QemuTarget empty = new QemuTarget(starter, filling)) {
      guest.migrate(empty.open());
      empty.await();
      qemu = empty.handOver();
    }
  }

  @Override
  public Departure migrate(Endpoint to) throws IOException, InterruptedException {
    Qemu source = qemu;
    if (source == null) {
      throw new IllegalStateException("prepare() comes first");
    }
    Modes.ofSource(source, options);
    double cpuMsBefore = source.cpuMs();
    source.migrate(to);
    JsonNode info = source.requireCompleted();
    return Departure.of(info, source.cpuMs() - cpuMsBefore);
  }

  @Override
  public long normalPages(TransplantedContent content) {
    return content.nonZeroPages();
  }

  @Override
  public void close() throws IOException {
    Qemu source = qemu;
    if (source != null) {
      source.close();
      qemu = null;
    }
  }
}
