package dev.multifd.cli;

import dev.multifd.migration.capture.CaptureFolder;
import dev.multifd.migration.capture.CaptureStore;
import dev.multifd.migration.capture.CapturedGuest;
import dev.multifd.migration.capture.InMemory;
import dev.multifd.migration.capture.InfoReceived;
import dev.multifd.migration.capture.Manifest;
import dev.multifd.migration.capture.ReceiveOptions;
import dev.multifd.migration.capture.Receiver;
import dev.multifd.suite.ByteSize;
import dev.multifd.suite.UsageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code receive}: a destination for a real QEMU. */
@Command(
    name = "receive",
    description =
        "Take one guest from a real QEMU and say what has arrived. The stream is not encrypted.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class ReceiveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--listen",
      paramLabel = "[HOST:]PORT",
      required = true,
      description =
          "Where the source will connect to, or unix:PATH. A port alone is one of 127.0.0.1; other"
              + " addresses must be given. Port 0: the kernel chooses.")
  private String listen = "";

  @Option(
      names = "--channels",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "The source's multifd-channels, 1 to 255; 0 (default) if its capability multifd is off.")
  private int channels;

  @Option(
      names = "--compression",
      paramLabel = "METHOD",
      defaultValue = "none",
      description = "The source's multifd-compression: none (default), zlib or zstd.")
  private String compression = "";

  @Option(
      names = "--uuid",
      paramLabel = "UUID",
      defaultValue = "00000000-0000-0000-0000-000000000000",
      description = "The source's -uuid, if it has one.")
  private UUID uuid = new UUID(0, 0);

  @Option(
      names = "--switchover-ack",
      description =
          "The source's capability switchover-ack is on (QEMU 8.1 or newer): give it leave to stop"
              + " its guest.")
  private boolean switchoverAck;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Keep the guest in this new or empty folder: a sparse file for each RAM block, the device"
              + " state and manifest.json. A source with return-path on is told when they are on"
              + " the disk, and goes on by itself if they cannot be written. Without it nothing is"
              + " kept.")
  private @Nullable Path out;

  @Option(
      names = "--max-ram",
      paramLabel = "SIZE",
      description =
          "Refuse a guest with more RAM; by default what is available here. Zero pages take none.")
  private @Nullable String maxRam;

  @Option(
      names = "--timeout",
      paramLabel = "MS",
      defaultValue = "30000",
      description =
          "Longest time without progress once a source has connected, in milliseconds (30000).")
  private long timeoutMs;

  @Override
  public Integer call() throws Exception {
    ReceiveOptions options = options();
    try (InterruptedByUser _ = InterruptedByUser.interrupting(Thread.currentThread())) {
      return receive(options);
    }
  }

  private ReceiveOptions options() {
    try {
      return new ReceiveOptions(
          ReceiveOptions.endpoint(listen),
          channels,
          ReceiveOptions.compression(compression),
          uuid,
          switchoverAck,
          maxRam == null ? ReceiveOptions.availableBytes() : ByteSize.parse(maxRam).bytes(),
          Duration.ofMillis(timeoutMs));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage());
    }
  }

  private int receive(ReceiveOptions options) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    CaptureStore store = out == null ? new InMemory() : CaptureFolder.prepare(out);
    try (Receiver receiver = Receiver.listen(options)) {
      err.println(receiver.invitation());
      err.flush();
      try (CapturedGuest guest = receive(receiver)) {
        if (out != null) {
          err.println("all has arrived; writing it to " + out);
          err.flush();
        }
        print(guest, receiver.keep(guest, store));
      }
      return ExitCode.OK;
    } catch (InterruptedException | InterruptedIOException | ClosedByInterruptException e) {
      err.println("interrupted: the guest was not kept");
      err.flush();
      return ExitCode.INTERRUPTED;
    }
  }

  private CapturedGuest receive(Receiver receiver) throws IOException, InterruptedException {
    try (LiveProgress _ = LiveProgress.of(receiver::progress, spec.commandLine().getErr())) {
      return receiver.load();
    }
  }

  private void print(CapturedGuest guest, Manifest manifest) {
    PrintWriter print = spec.commandLine().getOut();
    print.print(InfoReceived.text(guest, manifest));
    if (out != null) {
      print.println("kept in " + out);
    }
    print.flush();
  }
}
