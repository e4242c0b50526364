package dev.multifd.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.destination.Arrival;
import dev.multifd.guest.GuestContent;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.IdleGuest;
import dev.multifd.guest.PageMix;
import dev.multifd.guest.Placement;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.ZeroState;
import dev.multifd.payload.Compression;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.payload.PackingKind;
import dev.multifd.scan.Sampling;
import dev.multifd.scan.ScannerKind;
import dev.multifd.source.Accounting;
import dev.multifd.source.ConvergenceOptions;
import dev.multifd.source.Dispatch;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.StreamOptions;
import dev.multifd.source.Throttling;
import dev.multifd.source.ZeroPageDetection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioTest {
  /** Reads everything a scenario says. */
  private static void read(Scenario scenario) throws IOException {
    scenario.options();
    scenario.arrival();
    scenario.transport();
    scenario.ramState();
    scenario.life(scenario.content());
  }

  @Test
  void theDefaultsAreAGuestThatCanBeMigrated() throws IOException {
    Scenario scenario = Scenario.of(Map.of());
    SourceOptions options = scenario.options();
    assertThat(options.channels()).isEqualTo(4);
    assertThat(options.detection()).isEqualTo(ZeroPageDetection.MULTIFD);
    assertThat(options.dispatch()).isEqualTo(Dispatch.RANGE);
    assertThat(options.scanner()).isEqualTo(ScannerKind.BEST);
    assertThat(options.sampling()).isEqualTo(Sampling.NONE);
    assertThat(options.presence()).isEqualTo(PresenceKind.OFF);
    assertThat(options.convergence().downtimeLimit()).isEqualTo(Duration.ofMillis(300));
    assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(scenario.transport()).isEqualTo(Transport.TCP);
    assertThat(scenario.content().nonZeroPages()).isEqualTo(149_420);
  }

  @Test
  void everyParameterIsHeard() throws IOException {
    Scenario scenario =
        Scenario.of(
            Map.ofEntries(
                Map.entry("mode", "multifd"),
                Map.entry("zeroPageDetection", "legacy"),
                Map.entry("presenceMap", "pagemap-read"),
                Map.entry("channels", "7"),
                Map.entry("dispatch", "page"),
                Map.entry("transport", "unix"),
                Map.entry("scanner", "vector128"),
                Map.entry("sampling", "first-last-middle"),
                Map.entry("guestSize", "64m"),
                Map.entry("nonZeroPages", "1000"),
                Map.entry("placement", "one-block"),
                Map.entry("pageMix", "50/30/20"),
                Map.entry("sourceState", "written-zeroes"),
                Map.entry("seed", "-3"),
                Map.entry("compression", "zstd"),
                Map.entry("compressionLevel", "3"),
                Map.entry("packing", "one-buffer"),
                Map.entry("accounting", "v5"),
                Map.entry("maxBandwidth", "64M"),
                Map.entry("throttling", "auto-converge"),
                Map.entry("limit", "9"),
                Map.entry("downtimeLimitMs", "1"),
                Map.entry("timeoutMs", "5")));
    assertThat(scenario.options())
        .isEqualTo(
            new SourceOptions(
                7,
                ZeroPageDetection.LEGACY,
                Dispatch.PAGE,
                ScannerKind.VECTOR128,
                Sampling.FIRST_LAST_MIDDLE,
                PresenceKind.PAGEMAP_READ,
                new Compression(CompressionMethod.ZSTD, 3),
                PackingKind.ONE_BUFFER,
                StreamOptions.DEFAULT,
                Accounting.V5,
                new ConvergenceOptions(
                    Duration.ofMillis(1),
                    64 << 20,
                    Duration.ofSeconds(9),
                    Throttling.AUTO_CONVERGE),
                Duration.ofMillis(5)));
    assertThat(scenario.transport()).isEqualTo(Transport.UNIX);
    IdleGuest guest = (IdleGuest) scenario.content();
    assertThat(guest.parameters().ramBytes()).isEqualTo(64 << 20);
    assertThat(guest.parameters().nonZeroPages()).isEqualTo(1000);
    assertThat(guest.parameters().placement()).isEqualTo(Placement.ONE_BLOCK);
    assertThat(guest.parameters().mix()).isEqualTo(new PageMix(50, 30, 20));
    assertThat(guest.parameters().zeroState()).isEqualTo(ZeroState.WRITTEN_ZEROES);
    assertThat(guest.parameters().seed()).isEqualTo(-3);
  }

  @Test
  void whatContradictsItselfIsRefused() {
    refuses(Map.of("mode", "precopy", "compression", "zlib"), "precopy has none");
    refuses(Map.of("transport", "unix", "packing", "zero-copy"), "give transport tcp");
    refuses(Map.of("accounting", "v5", "dispatch", "range"), "give dispatch page");
    refuses(Map.of("accounting", "v5", "packing", "several-packets"), "another packing");
    refuses(Map.of("compression", "zstd", "compressionLevel", "21"), "has 0 to 20");
  }

  private static void refuses(Map<String, String> values, String message) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(Scenario.of(values)::options)
        .withMessageContaining(message);
  }

  @Test
  void sharesOfNonZeroPagesAreOfAllPages() throws IOException {
    for (String share : List.of("0%", "50%", "100%")) {
      IdleGuest guest =
          (IdleGuest) Scenario.of(Map.of("guestSize", "64M", "nonZeroPages", share)).content();
      long all = guest.totalPages();
      assertThat(guest.nonZeroPages())
          .isEqualTo(
              switch (share) {
                case "0%" -> IdleGuest.FIRMWARE_PAGES;
                case "50%" -> all / 2;
                default -> all;
              });
    }
  }

  @Test
  void aMapForNobodyIsRefused() {
    Scenario scenario = Scenario.of(Map.of("presenceMap", "on", "zeroPageDetection", "none"));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(scenario::options)
        .withMessageStartingWith("presenceMap is of no use where nobody looks for zero pages: ");
  }

  @Test
  void precopyHasNoChannels() {
    assertThat(Scenario.of(Map.of("mode", "precopy", "channels", "4")).options().channels())
        .isZero();
  }

  @Test
  void anImageIsTheGuest(@TempDir Path folder) throws IOException {
    Path image = folder.resolve("ram");
    Files.write(image, new byte[8192]);
    GuestContent content = Scenario.of(Map.of("guest", image.toString())).content();
    assertThat(content.totalPages()).isEqualTo(2);
  }

  static List<String> names() {
    return List.copyOf(Scenario.DEFAULTS.keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void nonsenseIsNamed(String name) {
    if (name.equals("guest")) {
      // Any text may be a path; that it cannot be opened is no fault of the scenario's.
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> read(Scenario.of(Map.of(name, "no-such-file"))))
          .withMessageContaining("no-such-file");
      return;
    }
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> read(Scenario.of(Map.of(name, "nonsense"))))
        .withMessageStartingWith(name + " is 'nonsense': give ");
  }

  @ParameterizedTest
  @CsvSource({
    "channels, 0",
    "channels, 256",
    "channels, 4.5",
    "guestSize, ''",
    "guestSize, 1X",
    "guestSize, -1G",
    "guestSize, 999999999999T",
    "seed, ''",
    "seed, 99999999999999999999",
    "placement, CLUSTERS",
    "scanner, ''",
    "pageMix, 50/30/21",
    "pageMix, 1000/0/0",
  })
  void whatCannotBeIsNamed(String name, String value) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> read(Scenario.of(Map.of(name, value))))
        .withMessageStartingWith(name + " is ")
        .withMessageContaining(value)
        .withMessageContaining("give ");
  }

  @ParameterizedTest
  @CsvSource({
    "timeoutMs, 0",
    "timeoutMs, -1",
    "downtimeLimitMs, -1",
    "downtimeLimitMs, 0",
    "stressWriters, -1",
    "stressWriters, 2000",
    "stressBytes, 0",
    "stressBytes, 4097",
    "dirtyRate, 0",
    "dirtyRate, -1",
    "limit, 0",
    "limit, x",
    "maxBandwidth, 0",
    "maxBandwidth, 4K",
    "maxBandwidth, -1",
    "throttling, on",
    "accounting, v4",
    "guestSize, 1K"
  })
  void whatIsTooSmallIsRefused(String name, String value) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> read(Scenario.of(Map.of(name, value))));
  }

  @Test
  void aParameterThatThereIsNotIsNamedWithThoseThatThereAre() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Scenario.of(Map.of("chanels", "4")))
        .withMessageStartingWith("no parameter 'chanels'; there are [mode, zeroPageDetection,");
  }

  @Test
  void theRigMigratesAgainAndAgain() throws IOException, InterruptedException {
    Map<String, String> small = new HashMap<>(Map.of("guestSize", "16M", "transport", "unix"));
    try (MigrationRig rig = Scenario.of(small).rig()) {
      assertThat(rig.progress()).isEmpty();
      for (int shot = 0; shot < 3; shot++) {
        rig.prepare();
        MigrationReport report = rig.migrate();
        assertThat(rig.progress()).startsWith("device: ");
        rig.prove(report).require();
      }
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(rig::migrate);
      assertThat(rig.describe()).startsWith("idle guest, 16 MiB");
    }
  }

  @Test
  void memoryIsInTheStateThatWasAskedFor() throws IOException, InterruptedException {
    Map<String, String> given =
        Map.of(
            "guestSize", "16M",
            "nonZeroPages", "50%",
            "sourceHugePages", "never",
            "destinationState", "warm");
    Scenario scenario = Scenario.of(given);
    assertThat(scenario.ramState()).isEqualTo(new RamState(HugePages.NEVER, DestinationState.WARM));
    try (MigrationRig rig = scenario.rig()) {
      for (int shot = 0; shot < 2; shot++) {
        rig.prepare();
        rig.prove(rig.migrate()).require();
      }
    }
  }

  @Test
  void aGuestThatDoesNotFitIsAMissingPrerequisite() {
    assertThatExceptionOfType(PrerequisiteException.class)
        .isThrownBy(() ->
            Scenario.of(Map.of("guestSize", "1T", "sourceState", "written-zeroes")).rig().close())
        .withMessageContaining("GiB");
  }

  /** The end that failed first is the one that is told: here the destination, by its validation. */
  @Test
  void theCauseIsToldAndNotItsConsequence() throws IOException, InterruptedException {
    GuestContent content = Scenario.of(Map.of("guestSize", "16M")).content();
    GuestContent other = Scenario.of(Map.of("guestSize", "32M")).content();
    try (GuestRam from = GuestRam.map(content.layout(), HugePages.NEVER);
        GuestRam to = GuestRam.map(other.layout(), HugePages.NEVER)) {
      for (Transport transport : Transport.values()) {
        LocalMigration migration =
            new LocalMigration(
                from,
                to,
                new dev.multifd.guest.SoftwareDirtyTracker(),
                dev.multifd.guest.VirtualCpus.IDLE,
                Scenario.of(Map.of()).options(),
                Arrival.DEFAULT,
                transport);
        assertThat(migration.progress()).isNull();
        assertThatExceptionOfType(dev.multifd.lifecycle.MigrationException.class)
            .isThrownBy(migration::run)
            .withMessage(
                "destination main: RAM block pc.ram has 16777216 bytes at the source and 33554432"
                    + " here");
      }
    }
  }
}
