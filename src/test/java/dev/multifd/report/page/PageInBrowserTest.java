package dev.multifd.report.page;

import static dev.multifd.report.SampleCells.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifd.report.SampleCells;
import dev.multifd.report.plot.LetterFigures;
import dev.multifd.report.plot.LetterFigures.Guest;
import dev.multifd.results.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser has it: charts drawn, nothing to complain of, nothing too wide. */
class PageInBrowserTest {
  private static final List<String> RUNS =
      List.of(
          "20261126T123322Z-b2336af1.json",
          "20261126T120818Z-8761fdc3.json",
          "20261126T121647Z-8761fdc3.json",
          "20261126T080904Z-a08bfa59.json",
          "20261126T091112Z-6105a5e9.json");

  private static final List<LetterFigures> LETTER =
      List.of(
          new LetterFigures(Guest.IDLE, "precopy", 4, 851, true),
          new LetterFigures(Guest.DIRTYING, "precopy", 4, 120_947, false));

  /** Waits for the page's own word that all is drawn. */
  private static final String DRAWN =
      """
      new Promise(done => {
        const look = () => document.documentElement?.dataset.drawn
            ? done(document.documentElement.dataset.drawn) : setTimeout(look, 20);
        look();
      })
      """;

  /** Charts in which nothing of what was measured can be seen. */
  private static final String EMPTY =
      """
      [...document.querySelectorAll('[data-plot]')]
          .filter(plot => !plot.querySelector('svg .mark-symbol path'))
          .map(plot => plot.dataset.plot)
          .join()
      """;

  private static final String TOO_WIDE =
      "document.documentElement.scrollWidth - document.documentElement.clientWidth";

  @TempDir private Path folder;

  @Test
  void isDrawnWideAndNarrowLightAndDark() throws IOException {
    Path page =
        write(
            RUNS.stream()
                .map(name ->
                    new NamedRun(
                        name, SampleCells.read(Path.of("results/vm-474168").resolve(name))))
                .toList());
    try (Chromium browser = browser()) {
      for (String scheme : List.of("light", "dark")) {
        for (int width : List.of(1280, 390)) {
          browser.show(width, scheme);
          browser.open(page);
          String charts = browser.evaluate(DRAWN).asText();
          assertThat(charts).matches("(\\d+) of \\1").isNotEqualTo("0 of 0");
          assertThat(browser.complaints()).as("%s at %d", scheme, width).isEmpty();
          assertThat(browser.evaluate(EMPTY).asText()).as("charts without a mark").isEmpty();
          assertThat(browser.evaluate(TOO_WIDE).asInt()).as("wider than %d", width).isZero();
        }
      }
    }
  }

  @Test
  void hostileTextsAreShownAndDoNothing() throws IOException {
    String hostile = "</script><img src=x onerror=alert(1)>{{1}}\u2028\"'&";
    RunFile run =
        SampleCells.run(
            migration(hostile, "4").param("guestSize", hostile).forks(1, 2).get(),
            migration("multifd", "4").param("guestSize", hostile).forks(3).get());
    Path page = write(List.of(new NamedRun(hostile, run)));
    try (Chromium browser = browser()) {
      browser.open(page);
      assertThat(browser.evaluate(DRAWN).asText()).isEqualTo("1 of 1");
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.evaluate("document.querySelectorAll('img').length").asInt()).isZero();
      assertThat(browser.evaluate("document.querySelector('figure svg').textContent").asText())
          .contains("</script><img src=x");
    }
  }

  private Chromium browser() throws IOException {
    Optional<Path> program = Chromium.installed();
    assumeThat(program).as("a Chromium on the PATH (Debian: apt-get install chromium)").isPresent();
    return new Chromium(program.orElseThrow(), folder);
  }

  private Path write(List<NamedRun> runs) throws IOException {
    return Files.writeString(folder.resolve("page.html"), ReportPage.of(runs, LETTER));
  }
}
