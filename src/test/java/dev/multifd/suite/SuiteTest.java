package dev.multifd.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifd.results.CellResult;
import dev.multifd.results.CellStatus;
import dev.multifd.results.Check;
import dev.multifd.results.DurationHistograms;
import dev.multifd.results.HostFiles;
import dev.multifd.results.ResultJson;
import dev.multifd.results.RunFile;
import dev.multifd.results.RunStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
  private static final String LEGACY = "idle-1G-clusters-legacy-4ch-written-zeroes";
  private static final String MULTIFD = "idle-1G-clusters-multifd-4ch-written-zeroes";

  @TempDir private Path results;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void forksAreTheOuterLoop() {
    FakeRunner runner = new FakeRunner(cell -> FakeRunner.measured());

    assertThat(suite(runner).run(twoCells())).isEqualTo(RunEnd.OK);

    assertThat(runner.ran()).containsExactly(LEGACY, MULTIFD, LEGACY, MULTIFD);
  }

  @Test
  void aCompleteRunIsKeptAndShown() throws IOException {
    suite(new FakeRunner(cell -> FakeRunner.measured())).run(twoCells());

    RunFile run = onlyRun(".json");
    assertThat(run.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(run.environmentAtEnd()).isNotNull();
    assertThat(run.cells()).extracting(CellResult::id).containsExactly(LEGACY, MULTIFD);
    CellResult cell = run.cells().getFirst();
    assertThat(cell.status()).isEqualTo(CellStatus.OK);
    assertThat(cell.samples()).containsExactly(List.of(10.0, 12.0), List.of(10.0, 12.0));
    assertThat(cell.coldShots()).containsExactly(50.0, 50.0);
    assertThat(cell.counters().get("normalPages")).isNotNull();
    assertThat(cell.checks())
        .containsExactly(new Check("RAM identical", true, 6, "7 pages compared"));
    assertThat(cell.histograms()).containsOnlyKeys("downtime");
    DurationHistograms downtime = cell.histograms().get("downtime");
    assertThat(downtime).isNotNull();
    assertThat(downtime.forks()).hasSize(2).allMatch(fork -> fork != null && fork.count() == 2);
    assertThat(downtime.coldShots()).hasSize(2).allMatch(cold -> cold != null && cold.count() == 1);
    assertThat(out.toString()).contains(LEGACY, "[11.00, 11.00]", "result: ", "-jmh.json");
    assertThat(err.toString())
        .contains(
            "cells: 2, forks: 2",
            "[cell 1/2 fork 1/2] "
                + LEGACY
                + "  median 11.00 ms/op (2: 10.00 to 12.00, cold 50.00)",
            "elapsed 0:00  left ~");
  }

  @Test
  void aForkThatFailsFailsTheRunButNotTheRest() throws IOException {
    FakeRunner runner =
        new FakeRunner(cell ->
            cell.id().equals(LEGACY) ? failed(Outcome.FailureKind.ERROR) : FakeRunner.measured());

    assertThat(suite(runner).run(twoCells())).isEqualTo(RunEnd.FAILED);

    assertThat(runner.ran()).hasSize(4);
    RunFile run = onlyRun(".json");
    CellResult failed = run.cells().get(0);
    assertThat(failed.status()).isEqualTo(CellStatus.FAILED);
    assertThat(failed.reason()).isEqualTo("fork 1: it broke");
    assertThat(failed.outputTail()).isEqualTo("last line");
    assertThat(failed.samples()).containsExactly(List.of(), List.of());
    assertThat(failed.coldShots()).containsExactly(null, null);
    assertThat(run.cells().get(1).status()).isEqualTo(CellStatus.OK);
    assertThat(out.toString()).contains("failed " + LEGACY + ": fork 1: it broke");
  }

  @Test
  void aFailedProofOutranksAFailure() throws IOException {
    FakeRunner runner =
        new FakeRunner(cell ->
            failed(
                cell.id().equals(LEGACY) ? Outcome.FailureKind.CHECK : Outcome.FailureKind.ERROR));

    assertThat(suite(runner).run(twoCells())).isEqualTo(RunEnd.CHECK_FAILED);

    assertThat(onlyRun(".json").cells().getFirst().checks())
        .containsExactly(new Check("proof", false, 0, "it broke"));
  }

  @Test
  void theCheckThatFailedIsKeptByNameBesideThoseThatPassed() throws IOException {
    List<Outcome> ofLegacy = new ArrayList<>();
    ofLegacy.add(FakeRunner.measured());
    Check failed = new Check("RAM identical", false, 2, "1 pages differ");
    Check passed = new Check("zero pages at both ends", true, 2, "9");
    ofLegacy.add(
        new Outcome.Failed(
            Outcome.FailureKind.CHECK,
            "RAM identical: 1 pages differ",
            "",
            new ForkEvidence(2, List.of(failed, passed), Map.of(), Map.of(), List.of())));
    FakeRunner runner =
        new FakeRunner(
            cell -> cell.id().equals(LEGACY) ? ofLegacy.removeFirst() : FakeRunner.measured());

    assertThat(suite(runner).run(twoCells())).isEqualTo(RunEnd.CHECK_FAILED);

    CellResult cell = onlyRun(".json").cells().getFirst();
    assertThat(cell.checks())
        .containsExactly(new Check("RAM identical", false, 5, "1 pages differ"), passed);
    DurationHistograms downtime = cell.histograms().get("downtime");
    assertThat(downtime).isNotNull();
    assertThat(downtime.forks()).hasSize(2).last().isNull();
    assertThat(out.toString()).contains("fork 2: RAM identical: 1 pages differ");
  }

  @Test
  void aCellThatLacksSomethingIsSkippedOnceAndLeavesTheRunIncomplete() throws IOException {
    FakeRunner runner =
        new FakeRunner(cell ->
            cell.id().equals(LEGACY) ? new Outcome.Skipped("needs 40 GiB") : FakeRunner.measured());

    assertThat(suite(runner).run(twoCells())).isEqualTo(RunEnd.INCOMPLETE);

    assertThat(runner.ran()).containsExactly(LEGACY, MULTIFD, MULTIFD);
    CellResult skipped = onlyRun(".json").cells().getFirst();
    assertThat(skipped.status()).isEqualTo(CellStatus.SKIPPED);
    assertThat(skipped.reason()).isEqualTo("needs 40 GiB");
    assertThat(skipped.checks()).isEmpty();
    assertThat(err.toString().lines().toList().getLast())
        .isEqualTo("NOT MEASURED: " + LEGACY + ": needs 40 GiB");
  }

  @Test
  void aRunThatCouldMeasureNothingSaysSo() {
    FakeRunner runner = new FakeRunner(cell -> new Outcome.Skipped("needs 40 GiB"));

    assertThat(suite(runner).run(twoCells())).isEqualTo(RunEnd.INCOMPLETE);
  }

  @Test
  void aFailureOutranksAHole() throws IOException {
    List<Outcome> ofLegacy = new ArrayList<>();
    ofLegacy.add(failed(Outcome.FailureKind.ERROR));
    ofLegacy.add(new Outcome.Skipped("needs 40 GiB"));
    FakeRunner runner =
        new FakeRunner(
            cell -> cell.id().equals(LEGACY) ? ofLegacy.removeFirst() : FakeRunner.measured());

    assertThat(suite(runner).run(twoCells())).isEqualTo(RunEnd.FAILED);

    assertThat(onlyRun(".json").cells().getFirst().reason()).isEqualTo("fork 1: it broke");
  }

  @Test
  void anInterruptionKeepsWhatWasMeasured() throws IOException {
    FakeRunner runner =
        new FakeRunner(
            cell -> cell.id().equals(LEGACY) ? FakeRunner.measured() : new Outcome.Interrupted());

    assertThat(suite(runner).run(twoCells())).isEqualTo(RunEnd.INTERRUPTED);

    assertThat(runner.ran()).containsExactly(LEGACY, MULTIFD);
    RunFile run = onlyRun(".partial");
    assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(run.cells())
        .extracting(CellResult::status)
        .containsExactly(CellStatus.OK, CellStatus.PENDING);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("interrupted; what was measured is in ", ".partial");
  }

  @Test
  void anUnfitHostIsRefusedBeforeAnythingIsWritten() {
    FakeRunner runner = new FakeRunner(cell -> FakeRunner.measured()).hindered("another JMH run");

    assertThatThrownBy(() -> suite(runner).run(twoCells()))
        .isInstanceOf(UsageException.class)
        .hasMessage("another JMH run");
    assertThat(results).isEmptyDirectory();
  }

  @Test
  void anUnwritableFolderIsRefusedBeforeAnythingIsMeasured() throws IOException {
    Path file = Files.writeString(results.resolve("file"), "");
    FakeRunner runner = new FakeRunner(cell -> FakeRunner.measured());

    assertThatThrownBy(() ->
            suite(runner).run(Requests.of(Profile.QUICK).only("written").results(file).request()))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(file.toString(), "--results");
    assertThat(runner.ran()).isEmpty();
  }

  @Test
  void aDryRunMeasuresNothingAndFindsCellsThatCannotRun() {
    FakeRunner runner = new FakeRunner(cell -> FakeRunner.measured());

    assertThat(suite(runner).dryRun(twoCells())).isEqualTo(RunEnd.OK);
    assertThat(suite(runner).dryRun(Requests.of(Profile.QUICK).request())).isEqualTo(RunEnd.FAILED);

    assertThat(runner.ran()).isEmpty();
    assertThat(results).isEmptyDirectory();
    assertThat(err.toString()).contains("dispatch-page-4ch: no such benchmark");
  }

  private RunRequest twoCells() {
    return Requests.of(Profile.QUICK).only("written").forks(2).results(results).request();
  }

  private Suite suite(CellRunner runner) {
    return new Suite(
        runner,
        new HostFiles(results.resolve("no-host")),
        InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  private static Outcome failed(Outcome.FailureKind kind) {
    return new Outcome.Failed(kind, "it broke", "last line");
  }

  private RunFile onlyRun(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(results)) {
      List<Path> runs =
          files
              .filter(file -> file.toString().endsWith(suffix))
              .filter(file -> !file.toString().endsWith("-jmh.json"))
              .toList();
      assertThat(runs).hasSize(1);
      return ResultJson.readRun(Files.readString(runs.getFirst()));
    }
  }
}
