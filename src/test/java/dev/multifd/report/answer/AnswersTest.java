package dev.multifd.report.answer;

import static dev.multifd.report.SampleCells.cell;
import static dev.multifd.report.SampleCells.dirtying;
import static dev.multifd.report.SampleCells.migration;
import static dev.multifd.report.SampleCells.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.report.SampleCells;
import dev.multifd.results.CellResult;
import dev.multifd.results.CellStatus;
import dev.multifd.results.RunFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static List<String> sentences(RunFile run) {
    return Answers.of(run).stream()
        .flatMap(topic -> topic.answers().stream())
        .map(answer -> answer.context() + ": " + answer.sentence())
        .toList();
  }

  /** The figures were computed apart from the result file. */
  @Test
  void aCommittedRunSaysWhatItSays() {
    RunFile run = SampleCells.read(Path.of("results/vm-474168/20261126T123322Z-b2336af1.json"));
    assertThat(sentences(run))
        .contains(
            "idle guest of 16 GiB, 4 channels: detection in the channel threads is 1.36× [1.15,"
                + " 1.71] as fast as detection in the migration thread",
            "idle guest of 1 GiB, 4 channels, page by page: detection in the migration thread is"
                + " 1.40× [1.08, 1.73] as fast as detection in the channel threads")
        .anyMatch(sentence -> sentence.startsWith("4 channels: claiming ranges"))
        .anyMatch(sentence -> sentence.startsWith("memory: L1: the best kernel is"))
        .anyMatch(sentence -> sentence.contains("no difference seen"))
        .anyMatch(sentence -> sentence.contains("converged within 10 s, by forks: legacy, 4 ch 6"));
  }

  @Test
  void nothingIsSaidWithoutBothCells() {
    assertThat(Answers.of(run())).isEmpty();
    assertThat(Answers.of(run(migration("multifd", "4").forks(10, 11).get()))).isEmpty();
  }

  @Test
  void cellsThatFailedOrHaveNoForksAreHeldAgainstNothing() {
    CellResult measured = migration("multifd", "4").forks(10, 11).get();
    assertThat(Answers.of(run(measured, migration("legacy", "4").get()))).isEmpty();
    assertThat(
            Answers.of(
                run(
                    measured,
                    migration("legacy", "4").forks(20, 22).status(CellStatus.FAILED).get())))
        .isEmpty();
  }

  @Test
  void cellsThatDifferInSomethingElseAreNoPair() {
    assertThat(
            sentences(
                run(
                    migration("multifd", "4").param("transport", "unix").forks(10, 11).get(),
                    migration("legacy", "4").param("transport", "tcp").forks(20, 22).get())))
        .isEmpty();
  }

  @Test
  void precopyIsHeldAgainstTheUsualNumberOfChannels() {
    CellResult precopy =
        cell("precopy", "idle")
            .param("mode", "precopy")
            .param("zeroPageDetection", "legacy")
            .param("channels", "1")
            .param("guestSize", "1G")
            .forks(30, 33)
            .get();
    assertThat(
            sentences(
                run(
                    precopy,
                    migration("multifd", "1").forks(20, 22).get(),
                    migration("multifd", "4").forks(10, 11).get())))
        .contains(
            "idle guest of 1 GiB: detection in the channel threads over 4 channels is 3.00× [2.73,"
                + " 3.30 at 67 %] as fast as precopy")
        .noneMatch(sentence -> sentence.contains("over 1 channels is"));
  }

  @Test
  void guestsThatWriteAreComparedByPagesAndNotByTime() {
    RunFile run =
        run(
            dirtying("legacy", 0, 0).counter("laterNormalPagesPerS", 100, 200).get(),
            dirtying("multifd", 0, 0)
                .counter("laterNormalPagesPerS", 300, 200)
                .counter("converged", 0, 1)
                .get());
    assertThat(sentences(run))
        .containsExactly(
            "guest of 16 GiB with 4 writers of 400 MiB: converged within 10 s, by forks: legacy, 4"
                + " ch 0 of 1; multifd, 4 ch 1 of 2",
            "guest of 16 GiB with 4 writers of 400 MiB: no difference seen between multifd, 4 ch"
                + " and legacy, 4 ch: 1.67× [1.00, 3.00 at 67 %]");
  }

  @Test
  void manyAnswersOfOneKindAreSummedUp() {
    List<CellResult> cells = new ArrayList<>();
    for (int size = 1; size <= 6; size++) {
      double time = size == 6 ? 30 : 10;
      cells.add(migration("multifd", "4").param("guestSize", size + "G").forks(time).get());
      cells.add(migration("legacy", "4").param("guestSize", size + "G").forks(20).get());
    }
    Finding finding =
        Answers.of(run(cells.toArray(CellResult[]::new))).getFirst().findings().getFirst();
    assertThat(finding.shown()).hasSize(2);
    assertThat(finding.others()).hasSize(4);
    assertThat(finding.summary())
        .isEqualTo(
            "detection in the channel threads / detection in the migration thread: 0.67 to 2.00× in"
                + " 6 settings; above 1 in 5, below 1 in 1");
  }

  @Test
  void besideAQemuEachRoundIsARatio() {
    CellResult qemu =
        migration("multifd", "4")
            .param("source", "qemu")
            .param("destination", "qemu")
            .forks(100, 200, 300)
            .get();
    CellResult own =
        migration("multifd", "4")
            .param("source", "java")
            .param("destination", "java")
            .forks(50, 50, 60)
            .get();
    assertThat(sentences(run(qemu, own)))
        .containsExactly(
            "idle guest of 1 GiB, multifd, 4 ch: java to java is 4.00× [2.00, 5.00 at 75 %] as fast"
                + " as qemu to qemu");
  }
}
