package dev.multifd.cli;

import dev.multifd.migration.capture.StoredGuest;
import dev.multifd.suite.ByteSize;
import dev.multifd.suite.CellTable;
import dev.multifd.suite.GuestImage;
import dev.multifd.suite.Profile;
import dev.multifd.suite.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that choose what a run measures. */
final class RunOptions {
  @Option(
      names = "--profile",
      paramLabel = "NAME",
      converter = ProfileConverter.class,
      description =
          "smoke (1 minute), quick (8, the default), standard (45) or lab (hours); with --only, the"
              + " smallest that has such cells by default.")
  private @Nullable Profile profile;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      split = ",",
      description = "Only cells with one of these in their id or question, or as their whole id.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--channels",
      paramLabel = "N",
      split = ",",
      description = "Multifd channels, 1 to 255, for every cell that has them.")
  private List<Integer> channels = new ArrayList<>();

  @Option(
      names = "--guest-size",
      paramLabel = "SIZE",
      converter = GuestSizeConverter.class,
      description = "Size of every guest, 2M to 1T, such as 512M or 16G.")
  private @Nullable ByteSize guestSize;

  @Option(
      names = "--guest",
      paramLabel = "PATH",
      description =
          "Migrate the RAM of a real guest: its raw image, or the folder of a capture (receive"
              + " --out).")
  private @Nullable Path guest;

  @Option(names = "--forks", paramLabel = "N", description = "JVMs a cell; each is one sample.")
  private @Nullable Integer forks;

  @Option(names = "--shots", paramLabel = "N", description = "Measured migrations a JVM.")
  private @Nullable Integer shots;

  @Option(
      names = "--label",
      paramLabel = "TEXT",
      description = "Words of your own to keep in the result file.")
  private @Nullable String label;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where result files go; results beside run-bench.sh by default.")
  private @Nullable Path results;

  /**
   * @param table whose cells are meant
   * @throws IOException if a capture is not to be had, or not whole
   */
  RunRequest request(CellTable table, List<String> commandLine) throws IOException {
    Path home = Home.folder();
    return new RunRequest(
        table,
        profile == null ? table.profileWith(only) : profile,
        channels,
        guestSize,
        guest == null ? null : image(guest),
        forks,
        shots,
        only,
        label,
        Objects.requireNonNullElse(results, home.resolve("results")),
        home,
        commandLine);
  }

  private static GuestImage image(Path guest) throws IOException {
    boolean isCapture = !guest.toString().isBlank() && Files.isDirectory(guest);
    return isCapture
        ? new GuestImage(guest, new ByteSize(StoredGuest.open(guest).manifest().ramBytes()))
        : GuestImage.ofFile(guest);
  }
}
