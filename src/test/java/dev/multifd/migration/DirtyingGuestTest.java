package dev.multifd.migration;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifd.evidence.Check;
import dev.multifd.fixture.Inside;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Pages;
import dev.multifd.fixture.Threads;
import dev.multifd.guest.DirtyTrackerKind;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.PageContent;
import dev.multifd.guest.RamBlock;
import dev.multifd.guest.StressGuest;
import dev.multifd.guest.VirtualCpus;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of a guest that dirties its memory, and what it notices itself. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class DirtyingGuestTest {
  private static MigrationRig rig(Map<String, String> given) throws IOException {
    return scenario(given).rig();
  }

  private static Scenario scenario(Map<String, String> given) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "guestSize", "16M",
                "channels", "2",
                "transport", "unix",
                "stressWriters", "1",
                "stressBytes", "1M"));
    all.putAll(given);
    return Scenario.of(all);
  }

  @ParameterizedTest
  @EnumSource(DirtyTrackerKind.class)
  void itsWritersAreMeasuredBeforeAndMeanwhile(DirtyTrackerKind kind)
      throws IOException, InterruptedException {
    assumeThat(kind.reasonAbsent()).isEmpty();
    try (MigrationRig rig = rig(Map.of("dirtyTracker", ParameterText.of(kind)))) {
      for (int shot = 0; shot < 2; shot++) {
        rig.prepare();
        MigrationReport report = rig.migrate();
        rig.prove(report).require();
        GuestWork work = report.guest().orElseThrow();
        assertThat(work.pagesPerSecondBefore()).isGreaterThan(1000);
        assertThat(work.pagesPerSecondMeanwhile()).isPositive();
        assertThat(work.granularityBytes())
            .isEqualTo(kind == DirtyTrackerKind.SOFTWARE ? RamBlock.PAGE_BYTES : 2 << 20);
        assertThat(InfoMigrate.text(report)).containsPattern("\nguest: \\d+ pages/s before, ");
      }
    }
  }

  /** What it writes between {@code prepare} and {@code migrate} is written in no migration. */
  @Test
  void onlyWhatIsWrittenMeanwhileCounts() throws IOException, InterruptedException {
    MigrationReport report;
    try (MigrationRig paused = rig(Map.of("stressWriters", "0"))) {
      paused.prepare();
      report = paused.migrate();
    }
    Scenario scenario = scenario(Map.of());
    PageContent content = scenario.content();
    GuestLife life = scenario.life(content);
    try (GuestRam ram = GuestRam.map(content.layout(), HugePages.NEVER)) {
      content.load(ram);
      life.begin(ram);
      try {
        VirtualCpus cpus = life.cpus();
        cpus.stop();
        long before = cpus.writes();
        life.migrating().close();
        assertThat(failed(life.checks(report)))
            .containsExactly("the guest wrote while it migrated");
        cpus.resume();
        Threads.await(() -> cpus.writes() > before);
        cpus.stop();
        double seconds = (report.source().totalNs() - report.source().downtimeNs()) / 1e9;
        assertThat(life.work(report.runningNs()).orElseThrow().pagesPerSecondMeanwhile())
            .isCloseTo((cpus.writes() - before) / seconds, withinPercentage(1e-6));
        assertThat(failed(life.checks(report))).isEmpty();
      } finally {
        life.end();
      }
    }
  }

  /** A page a second is rarely written in the few milliseconds that a small guest takes. */
  @Test
  void aSlowGuestNeedNotWriteWhileItMigrates() throws IOException, InterruptedException {
    try (MigrationRig rig = rig(Map.of("dirtyRate", "1"))) {
      rig.prepare();
      MigrationReport report = rig.migrate();
      rig.prove(report).require();
      assertThat(report.guest().orElseThrow().pagesPerSecondBefore()).isLessThan(10);
    }
  }

  private static List<String> failed(List<Check> checks) {
    return checks.stream().filter(check -> !check.passed()).map(Check::name).toList();
  }

  @Test
  void aPausedGuestHasNoWorkToTell() throws IOException, InterruptedException {
    try (MigrationRig rig = rig(Map.of("stressWriters", "0"))) {
      rig.prepare();
      MigrationReport report = rig.migrate();
      assertThat(report.guest()).isEmpty();
      assertThat(rig.prove(report).checks())
          .extracting(Check::name)
          .contains("normal pages = the guest's non-zero pages")
          .doesNotContain("the guest read back what it wrote");
      assertThat(InfoMigrate.text(report)).doesNotContain("guest: ");
    }
  }

  /**
   * Somebody writes to the source's RAM beside the writer: the migration is right, the guest not.
   */
  @Test
  void whatTheWriterDoesNotReadBackIsAFailedCheck() throws IOException, InterruptedException {
    try (MigrationRig rig = rig(Map.of())) {
      rig.prepare();
      RamBlock block = ((GuestRam) Inside.read(rig, "ram.source")).blocks().getFirst();
      StressGuest writers = (StressGuest) Inside.read(rig, "life.writers");
      long page = dirtied(block);
      while (writers.checkFailures() == 0) {
        Pages.of(block, page).set(JAVA_LONG, 0, 42);
      }
      MigrationReport report = rig.migrate();
      MigrationProof proof = rig.prove(report);
      assertThat(failed(proof.checks())).containsExactly("the guest read back what it wrote");
      assertThatExceptionOfType(ProofFailedException.class)
          .isThrownBy(proof::require)
          .withMessageStartingWith("the guest read back what it wrote: ")
          .withMessageContaining(", first %s page 0x%x in pass ".formatted(block.idstr(), page))
          .withMessageEndingWith("found 0x000000000000002a");
    }
  }

  /** A page that changes by itself. */
  private static long dirtied(RamBlock block) throws InterruptedException {
    long[] before = new long[(int) block.pages()];
    for (int page = 0; page < before.length; page++) {
      before[page] = Pages.of(block, page).get(JAVA_LONG, 0);
    }
    while (true) {
      TimeUnit.MILLISECONDS.sleep(1);
      for (int page = 0; page < before.length; page++) {
        if (Pages.of(block, page).get(JAVA_LONG, 0) != before[page]) {
          return page;
        }
      }
    }
  }

  @Test
  void itMustBeginBeforeItMigrates() throws IOException {
    try (MigrationRig rig = rig(Map.of())) {
      assertThatIllegalStateException().isThrownBy(rig::migrate).withMessageContaining("first");
    }
  }

  @Test
  void theSlowDownIsAShareOfTheRateBefore() {
    assertThat(new GuestWork(200, 150, 4096).slowDownPercent()).isCloseTo(25, within(1e-9));
    assertThat(new GuestWork(200, 220, 4096).slowDownPercent()).isNegative();
  }
}
