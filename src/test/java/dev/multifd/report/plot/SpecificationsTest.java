package dev.multifd.report.plot;

import static dev.multifd.report.SampleCells.cell;
import static dev.multifd.report.SampleCells.migration;
import static dev.multifd.report.SampleCells.run;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.report.SampleCells;
import dev.multifd.report.plot.LetterFigures.Guest;
import dev.multifd.results.CellStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpecificationsTest {
  private static final List<LetterFigures> LETTER =
      List.of(
          new LetterFigures(Guest.IDLE, "precopy", 4, 851, true),
          new LetterFigures(Guest.DIRTYING, "precopy", 4, 120_947, false));

  static List<Path> committed() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("results"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.toString().endsWith("-jmh.json"))
          .sorted()
          .toList();
    }
  }

  /** A name that a specification gives to something it computes by itself. */
  private static final Set<String> COMPUTED = Set.of("shift");

  @ParameterizedTest
  @MethodSource("committed")
  void everyFieldOfASpecificationIsInItsValues(Path file) {
    List<Plot> plots = Plots.of(SampleCells.read(file), LETTER);
    assertThat(plots).isNotEmpty();
    for (Plot plot : plots) {
      Set<String> names = new HashSet<>(COMPUTED);
      plot.values().forEach(point -> point.fieldNames().forEachRemaining(names::add));
      assertThat(plot.spec().findValuesAsText("field"))
          .as(plot.title())
          .isNotEmpty()
          .isSubsetOf(names);
      assertThat(plot.spec().path("data").isMissingNode()).as(plot.title()).isTrue();
      assertThat(plot.table().rows())
          .as(plot.title())
          .isNotEmpty()
          .allMatch(row -> row.size() == plot.table().head().size());
      assertThat(plot.keys()).as(plot.title()).doesNotHaveDuplicates();
    }
  }

  @Test
  void textsOfAFileAreValuesAndNeverInASpecification() {
    String hostile = "</script><script>alert(1)//";
    List<Plot> plots =
        Plots.of(
            run(
                cell(hostile + 1, hostile)
                    .param("zeroPageDetection", hostile)
                    .param("channels", hostile)
                    .param("guestSize", hostile)
                    .param("placement", hostile)
                    .param("scanner", hostile)
                    .forks(1, 2)
                    .get(),
                migration("multifd", "4").param("guestSize", hostile).forks(3).get(),
                cell("scan", "regime")
                    .param("regime", hostile)
                    .param("scanner", hostile)
                    .param("content", "zero")
                    .param("pageSize", "4K")
                    .forks(1)
                    .counter("gbPerS", 5)
                    .get()),
            LETTER);
    assertThat(plots).hasSizeGreaterThan(1);
    assertThat(plots)
        .allSatisfy(plot -> assertThat(plot.spec().toString()).doesNotContain("alert"));
  }

  @Test
  void nothingIsDrawnOfCellsWithoutForks() {
    assertThat(Plots.of(run(), LETTER)).isEmpty();
    assertThat(
            Plots.of(
                run(
                    migration("multifd", "4").get(),
                    migration("legacy", "4").forks(1).status(CellStatus.PENDING).get()),
                LETTER))
        .isEmpty();
  }

  @Test
  void seriesOfAWayHaveItsColourAndVariantsAnother() {
    Hues hues = new Hues();
    Stream.of("legacy, 4 ch", "multifd, 4 ch", "multifd, 4 ch, page by page", "own")
        .forEach(hues::of);
    assertThat(hues.keys()).extracting(SeriesKey::hue).containsExactly(1, 0, 4, 2);
    Set<Integer> many =
        Stream.iterate(0, i -> i + 1).limit(20).map(i -> hues.of("s" + i)).collect(toSet());
    assertThat(many).allMatch(hue -> hue >= 0 && hue < Hues.COUNT);
  }
}
