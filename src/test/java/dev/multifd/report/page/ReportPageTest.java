package dev.multifd.report.page;

import static dev.multifd.report.SampleCells.migration;
import static dev.multifd.report.SampleCells.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.report.SampleCells;
import dev.multifd.results.CellResult;
import dev.multifd.results.CellStatus;
import dev.multifd.results.GitInfo;
import dev.multifd.results.RunFile;
import dev.multifd.results.RunStatus;
import dev.multifd.results.Warning;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static final String HOSTILE = "</title></script><script>alert(1)</script><img src=x>&\"'";

  /** The text of a page without its script and style, which are this program's own. */
  private static String withoutScript(String page) {
    return page.replaceFirst("(?s)<style>.*?</style>", "")
        .replaceFirst("(?s)<script>/\\*!.*</script>", "");
  }

  private static RunFile with(RunFile run, String text) {
    return new RunFile(
        run.schemaVersion(),
        RunStatus.INTERRUPTED,
        text,
        run.startedAt(),
        null,
        new GitInfo(text, true),
        run.environmentAtStart(),
        null,
        run.configuration(),
        List.of(new Warning(text, text)),
        run.cells());
  }

  private static String page(RunFile... runs) {
    return ReportPage.of(
        List.of(runs).stream().map(run -> new NamedRun("name.json", run)).toList(), List.of());
  }

  @Test
  void hostileTextsStayTexts() {
    CellResult failed = migration(HOSTILE, HOSTILE).forks(1).status(CellStatus.FAILED).get();
    CellResult one = migration(HOSTILE, "4").param("guestSize", HOSTILE).forks(1, 2).get();
    CellResult other = migration(HOSTILE, "8").param("guestSize", HOSTILE).forks(1, 2).get();
    String page = withoutScript(page(with(run(failed, one, other), HOSTILE)));
    assertThat(page)
        .contains("&lt;img src=x&gt;")
        .contains("\\u003cimg src=x\\u003e")
        .doesNotContain("<img", "<script>", "alert(1)</script>");
    assertThat(Pattern.compile("</title>").matcher(page).results()).hasSize(1);
  }

  @Test
  void saysWhichRunItIsAndWhatMakesItDoubtful() {
    RunFile run = SampleCells.read(Path.of("results/vm-474168/20261126T123322Z-b2336af1.json"));
    assertThat(page(run))
        .contains(
            "<title>multifd-bench: vm-474168, commit b2336af1, 2026-11-26 12:33 UTC</title>",
            "<dd>vm-474168: Intel(R) Xeon(R) Processor, 2 CPUs, vectors of 512 bits, 24 GiB</dd>",
            "<dd>OpenJDK 64-Bit Server VM 25.0.3+9-LTS</dd>",
            "<dd>quick, 6 forks, 1 measured shot each</dd>",
            "<dd>20 measured</dd>",
            "the load was 2.27 on 2 CPUs at the start. ",
            "Remedy: stop other work, wait a minute and run again");
  }

  @Test
  void nothingIsFetchedAndOnlyItsOwnScriptMayRun() throws NoSuchAlgorithmException {
    String page = page(run(migration("multifd", "4").forks(1).get()));
    assertThat(withoutScript(page)).doesNotContainPattern("(src|href)=\"(?!#)");
    Matcher script = Pattern.compile("(?s)<script>(/\\*!.*?)</script>").matcher(page);
    assertThat(script.find()).isTrue();
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(script.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(page)
        .contains(
            "default-src &#39;none&#39;; script-src &#39;sha256-"
                + Base64.getEncoder().encodeToString(hash)
                + "&#39;;");
    assertThat(page).contains("University of Washington Interactive Data Lab");
  }

  @Test
  void aRunThatWasCutOffSaysSo() {
    RunFile partial =
        SampleCells.read(Path.of("results/vm-d18deb/20261125T160220Z-204233f8.json.partial"));
    assertThat(page(partial)).contains("the run did not come to its end", "Which kernel scans");
  }

  @Test
  void aRunWithoutFiguresSaysWhatToDo() {
    assertThat(withoutScript(page(run())))
        .contains("This file has no cell that a chart is of")
        .doesNotContain("data-plot", "What it answers");
  }

  @Test
  void failedAndSkippedCellsAreNamed() {
    assertThat(page(run(migration("none", "2").status(CellStatus.SKIPPED).get())))
        .contains("idle-none-2, skipped: no reason");
  }

  @Test
  void severalRunsHaveASectionEachAndNoIdTwice() {
    RunFile run =
        run(
            migration("multifd", "4").forks(1, 2).get(),
            migration("legacy", "4").forks(3, 4).get());
    String page = page(run, run, run);
    assertThat(page)
        .contains("href=\"#run2\"", "id=\"run2\"", "<title>multifd-bench: 3 runs</title>");
    List<String> ids =
        Pattern.compile(" id=\"([^\"]*)\"")
            .matcher(withoutScript(page))
            .results()
            .map(id -> id.group(1))
            .toList();
    assertThat(ids).hasSizeGreaterThan(9).doesNotHaveDuplicates();
  }
}
