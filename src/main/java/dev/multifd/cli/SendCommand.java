package dev.multifd.cli;

import dev.multifd.migration.capture.InfoSent;
import dev.multifd.migration.capture.Manifest;
import dev.multifd.migration.capture.SendOptions;
import dev.multifd.migration.capture.SendParameters;
import dev.multifd.migration.capture.Sender;
import dev.multifd.migration.capture.StoredGuest;
import dev.multifd.suite.UsageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code send}: a captured guest for a real QEMU, or for {@code receive}. */
@Command(
    name = "send",
    description = {
      "Migrate a captured guest into a QEMU of its machine type. The stream is not encrypted.",
      "",
      "There, start QEMU with the options of the captured guest and -incoming defer; at its"
          + " monitor:",
      "  migrate_set_capability multifd on                (with --channels)",
      "  migrate_set_parameter multifd-channels N",
      "  migrate_set_parameter multifd-compression METHOD (with --compression)",
      "  migrate_incoming tcp:HOST:PORT",
      "or take it with: ./run-bench.sh receive --listen [HOST:]PORT --channels N",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class SendCommand implements Callable<Integer> {
  private final Map<String, String> given = new LinkedHashMap<>();

  @Spec private CommandSpec spec;
  @Mixin private PageOptions pages = new PageOptions();

  @Option(
      names = "--guest",
      paramLabel = "DIR",
      required = true,
      description = "The guest: a folder that receive --out has filled.")
  private Path guest = Path.of("");

  @Option(
      names = "--verify",
      description = "Before anything is sent, check its RAM against the digests of its manifest.")
  private boolean verify;

  @Option(
      names = "--to",
      paramLabel = "HOST:PORT",
      required = true,
      description =
          "Where the destination listens, or unix:PATH. A port alone is one of 127.0.0.1.")
  void to(String value) {
    given.put("to", value);
  }

  @Option(
      names = "--channels",
      paramLabel = "N",
      description =
          "The destination's multifd-channels, 1 to 255; 0 (default) if its capability multifd is"
              + " off.")
  void channels(@Nullable String value) {
    put("channels", value);
  }

  @Option(
      names = "--zero-page-detection",
      paramLabel = "WHO",
      description =
          "multifd (channel threads), legacy (migration thread) or none; by default what is usual"
              + " in the dialect: legacy up to 8.2, then multifd.")
  void detection(@Nullable String value) {
    put("zeroPageDetection", value);
  }

  @Option(
      names = "--return-path",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Have the destination say when it has loaded everything (default), or do not ask it.")
  void returnPath(boolean value) {
    given.put("confirmation", value ? "return-path" : "end-of-stream");
  }

  @Option(
      names = "--validate-uuid",
      description = "Name the guest's UUID to be compared, as with the capability validate-uuid.")
  void validateUuid(boolean value) {
    given.put("uuidSubsection", value ? "sent" : "left-out");
  }

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      description =
          "How the stream is written: machine (as the guest's machine type has it, default),"
              + " up-to-8-0, up-to-8-2, up-to-9-2 or newest.")
  void dialect(@Nullable String value) {
    put("dialect", value);
  }

  @Option(
      names = "--connect-timeout",
      paramLabel = "MS",
      description = "How long to try while nobody listens there, in milliseconds (5000).")
  void connectTimeout(@Nullable String value) {
    put("connectTimeoutMs", value);
  }

  private void put(String parameter, @Nullable String value) {
    if (value != null) {
      given.put(parameter, value);
    }
  }

  @Override
  public Integer call() throws Exception {
    StoredGuest stored = StoredGuest.open(guest);
    SendOptions options = options(stored);
    try (InterruptedByUser _ = InterruptedByUser.interrupting(Thread.currentThread())) {
      return send(stored, options);
    }
  }

  private SendOptions options(StoredGuest stored) {
    Map<String, String> all = new LinkedHashMap<>(given);
    all.putAll(pages.given());
    try {
      return new SendParameters(all).optionsFor(stored);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          OptionNames.inMessage(String.valueOf(e.getMessage()), SendParameters.names()));
    }
  }

  private int send(StoredGuest stored, SendOptions options) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try (Sender sender = Sender.load(stored)) {
      err.println(stored.describe());
      if (verify) {
        sender.requireAsKept(sender.digests());
      }
      err.println(sender.invitation(options));
      err.flush();
      print(send(stored, sender, options));
      List<Manifest.Block> sent = sender.digests();
      print(Sender.digestText(sent));
      sender.requireAsKept(sent);
      return ExitCode.OK;
    } catch (InterruptedException | InterruptedIOException e) {
      err.println("interrupted: the migration was cancelled");
      err.flush();
      return ExitCode.INTERRUPTED;
    }
  }

  private String send(StoredGuest stored, Sender sender, SendOptions options)
      throws IOException, InterruptedException {
    try (LiveProgress _ = LiveProgress.of(sender::progress, spec.commandLine().getErr())) {
      return InfoSent.text(stored, options, sender.send(options));
    }
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
