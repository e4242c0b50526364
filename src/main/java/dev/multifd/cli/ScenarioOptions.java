package dev.multifd.cli;

import dev.multifd.migration.Scenario;
import dev.multifd.suite.ByteSize;
import dev.multifd.suite.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A scenario's parameters as options; each left out has the scenario's default. */
final class ScenarioOptions {
  private static final String GUEST = "guest";
  private static final String CHANNELS = "channels";

  private static final List<String> OF_MADE_UP_GUESTS =
      List.of(
          "guestSize", "nonZeroPages", "placement", "pageMix", "texture", "sourceState", "seed");

  private final Map<String, String> given = new LinkedHashMap<>();

  @Mixin private PageOptions pages = new PageOptions();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "multifd (default), or precopy on the main channel alone.")
  void mode(@Nullable String value) {
    put("mode", value);
  }

  @Option(
      names = "--zero-page-detection",
      paramLabel = "WHO",
      description = "multifd (channel threads, default), legacy (migration thread) or none.")
  void detection(@Nullable String value) {
    put("zeroPageDetection", value);
  }

  @Option(names = "--channels", paramLabel = "N", description = "Multifd channels, 1 to 255 (4).")
  void channels(@Nullable String value) {
    put(CHANNELS, value);
  }

  @Option(names = "--transport", paramLabel = "KIND", description = "tcp (default) or unix.")
  void transport(@Nullable String value) {
    put("transport", value);
  }

  @Option(
      names = "--unpacking",
      paramLabel = "HOW",
      description =
          "How a packet is read: read-ahead (one readv, neighbours in one entry, and the next"
              + " header; default), merged-runs (without that), page-entries (as QEMU) or"
              + " one-buffer (read, then copied).")
  void unpacking(@Nullable String value) {
    put("unpacking", value);
  }

  @Option(
      names = "--population",
      paramLabel = "HOW",
      description =
          "Destination memory: adaptive (huge pages for long runs, others ahead; default),"
              + " populate (ahead) or touch (a fault a page).")
  void population(@Nullable String value) {
    put("population", value);
  }

  @Option(
      names = "--guest",
      paramLabel = "PATH",
      description =
          "In place of a made-up idle guest, a real one's RAM: its raw image, or the folder of a"
              + " capture (receive --out).")
  void guest(@Nullable String value) {
    put(GUEST, value);
  }

  @Option(
      names = "--guest-size",
      paramLabel = "SIZE",
      converter = GuestSizeConverter.class,
      description = "RAM of the idle guest: 2M to 1T (16G).")
  void guestSize(@Nullable ByteSize value) {
    put("guestSize", value == null ? null : value.toString());
  }

  @Option(
      names = "--non-zero-pages",
      paramLabel = "N",
      description =
          "Of the idle guest: how many, or their share such as 50%% (149420 of 16G; in proportion"
              + " below).")
  void nonZeroPages(@Nullable String value) {
    put("nonZeroPages", value);
  }

  @Option(
      names = "--placement",
      paramLabel = "WHERE",
      description = "Of those pages: clusters (default), one-block, uniform or low.")
  void placement(@Nullable String value) {
    put("placement", value);
  }

  @Option(
      names = "--page-mix",
      paramLabel = "D/S/B",
      description =
          "Of those pages, in percent: dense, zero in the bytes that QEMU samples, one byte alone"
              + " (90/9/1).")
  void pageMix(@Nullable String value) {
    put("pageMix", value);
  }

  @Option(
      names = "--texture",
      paramLabel = "WHAT",
      description = "Of their bytes: random (default), or text, which compresses to about half.")
  void texture(@Nullable String value) {
    put("texture", value);
  }

  @Option(
      names = "--source-state",
      paramLabel = "STATE",
      description = "Of the zero pages: never-touched (default), read-touched, written-zeroes.")
  void sourceState(@Nullable String value) {
    put("sourceState", value);
  }

  @Option(
      names = "--source-huge-pages",
      paramLabel = "HOW",
      description = "Behind the source's RAM: advised (default), or never: pages of 4 KiB alone.")
  void sourceHugePages(@Nullable String value) {
    put("sourceHugePages", value);
  }

  @Option(
      names = "--destination-state",
      paramLabel = "STATE",
      description =
          "fresh (never touched, default), or warm: the pages that will arrive are memory already.")
  void destinationState(@Nullable String value) {
    put("destinationState", value);
  }

  @Option(
      names = "--stress-writers",
      paramLabel = "N",
      description = "Threads that dirty the guest's RAM while it migrates: 0 for none (default).")
  void stressWriters(@Nullable String value) {
    put("stressWriters", value);
  }

  @Option(
      names = "--stress-bytes",
      paramLabel = "SIZE",
      description = "What each of them dirties over and over, a write a page (400M).")
  void stressBytes(@Nullable String value) {
    put("stressBytes", value);
  }

  @Option(
      names = "--dirty-rate",
      paramLabel = "PAGES",
      description = "Pages a second of all of them together: flat-out (default), or a number.")
  void dirtyRate(@Nullable String value) {
    put("dirtyRate", value);
  }

  @Option(
      names = "--dirty-tracker",
      paramLabel = "WHO",
      description =
          "Who notes the writes: software (the writer itself, default), or kernel (write protection"
              + " and PAGEMAP_SCAN).")
  void dirtyTracker(@Nullable String value) {
    put("dirtyTracker", value);
  }

  @Option(
      names = "--cpus",
      paramLabel = "HOW",
      description = "Of writers and migration: shared (default), or apart (half for each).")
  void cpus(@Nullable String value) {
    put("cpus", value);
  }

  @Option(names = "--seed", paramLabel = "N", description = "Of the idle guest's content (42).")
  void seed(@Nullable String value) {
    put("seed", value);
  }

  @Option(
      names = "--accounting",
      paramLabel = "BOOKS",
      description =
          "What is charged to that: exact (bytes that sockets took, default), or v5 (as the series"
              + " booked it, errors included; page by page).")
  void accounting(@Nullable String value) {
    put("accounting", value);
  }

  @Option(
      names = "--throttling",
      paramLabel = "HOW",
      description =
          "Of a guest that dirties too fast: off (default), or auto-converge, step by step.")
  void throttling(@Nullable String value) {
    put("throttling", value);
  }

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description = "A migration that has not converged by then ends, with exit code 6 (3600).")
  void limit(@Nullable String value) {
    put("limit", value);
  }

  @Option(
      names = "--downtime-limit",
      paramLabel = "MS",
      description = "Longest standstill of the guest, in milliseconds (300).")
  void downtimeLimit(@Nullable String value) {
    put("downtimeLimitMs", value);
  }

  private void put(String parameter, @Nullable String value) {
    if (value != null) {
      given.put(parameter, value);
    }
  }

  /**
   * The scenario.
   *
   * @throws UsageException when options contradict each other
   * @throws IllegalArgumentException naming the parameter that does not fit, and what would
   */
  Scenario toScenario() {
    checkImage();
    checkChannels();
    Map<String, String> all = new LinkedHashMap<>(given);
    all.putAll(pages.given());
    return Scenario.of(all);
  }

  private void checkImage() {
    String image = given.get(GUEST);
    if (image == null) {
      return;
    }
    if (image.isBlank()) {
      throw new UsageException(
          "--guest is empty: give the file of a guest's raw RAM image, or a capture's folder");
    }
    List<String> contradicting =
        OF_MADE_UP_GUESTS.stream().filter(given::containsKey).map(OptionNames::of).toList();
    if (!contradicting.isEmpty()) {
      throw new UsageException(
          "--guest brings its own RAM: leave out " + String.join(", ", contradicting));
    }
  }

  /** Precopy has no use for channels, but nonsense is nonsense there too. */
  private void checkChannels() {
    String channels = given.get(CHANNELS);
    if (channels != null) {
      Scenario.of(Map.of(CHANNELS, channels)).options();
    }
  }
}
