package dev.multifd.report.plot;

import static dev.multifd.report.SampleCells.cell;
import static dev.multifd.report.SampleCells.dirtying;
import static dev.multifd.report.SampleCells.migration;
import static dev.multifd.report.SampleCells.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multifd.report.plot.LetterFigures.Guest;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import dev.multifd.results.SeriesSamples;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class PlotsTest {
  private static final List<LetterFigures> LETTER =
      List.of(
          new LetterFigures(Guest.IDLE, "precopy", 4, 851, true),
          new LetterFigures(Guest.DIRTYING, "precopy", 4, 120_947, false));

  private static List<JsonNode> points(Plot plot, String kind) {
    return StreamSupport.stream(plot.values().spliterator(), false)
        .filter(point -> point.path("kind").asText().equals(kind))
        .toList();
  }

  private static Plot only(RunFile run, PlotKind kind) {
    List<Plot> plots = kind.of(run);
    assertThat(plots).hasSize(1);
    return plots.getFirst();
  }

  @Test
  void everyForkIsAPointAndTheFastestComesFirst() {
    Plot plot =
        only(
            run(
                migration("legacy", "4").forks(30, 10, 20).get(),
                migration("multifd", "4").forks(5, 7).get()),
            new MigrationTimesPlot());
    assertThat(points(plot, "fork"))
        .extracting(point -> point.get("row").asInt() + ": " + point.get("value").asDouble())
        .containsExactly("0: 5.0", "0: 7.0", "1: 30.0", "1: 10.0", "1: 20.0");
    assertThat(points(plot, "median"))
        .extracting(point -> point.get("label").asText())
        .containsExactly("6.00 ms  ·  multifd, 4 ch", "20.0 ms  ·  legacy, 4 ch");
    assertThat(plot.table().rows())
        .containsExactly(
            List.of("idle-multifd-4", "multifd, 4 ch", "6.00", "5.00", "7.00", "2"),
            List.of("idle-legacy-4", "legacy, 4 ch", "20.0", "10.0", "30.0", "3"));
    assertThat(plot.caption()).endsWith("From idle-multifd-4, idle-legacy-4.");
  }

  @Test
  void channelsStandInTheirOrderWithPrecopyBefore() {
    Plot plot =
        only(
            run(
                cell("precopy", "idle")
                    .param("mode", "precopy")
                    .param("zeroPageDetection", "legacy")
                    .param("channels", "1")
                    .param("scanner", "best")
                    .param("guestSize", "1G")
                    .forks(9)
                    .get(),
                migration("multifd", "16").param("scanner", "best").forks(5).get(),
                migration("multifd", "2").param("scanner", "best").forks(6).get()),
            new ChannelsPlot());
    assertThat(points(plot, "median"))
        .extracting(point ->
            "%s at %s, %.0f"
                .formatted(
                    point.get("name").asText(),
                    point.get("x").asText(),
                    point.get("order").asDouble()))
        .containsExactly("multifd at 16, 16", "multifd at 2, 2", "precopy at main channel, 0");
    assertThat(plot.keys())
        .containsExactly(new SeriesKey("multifd", 0), new SeriesKey("precopy", 2));
  }

  @Test
  void aForkThatWasGivenUpIsMarked() {
    Plot plot = only(run(dirtying("multifd", 0, 500).get()), new DirtyingSpeedPlot());
    assertThat(points(plot, "fork").getFirst().get("end").asText()).isEqualTo("given up");
    plot = only(run(dirtying("multifd", 1, 500).get()), new DirtyingSpeedPlot());
    assertThat(points(plot, "fork").getFirst().get("end").asText()).isEqualTo("completed");
  }

  @Test
  void roundsAreThoseOfEachForksLastShotWithoutTheFirst() {
    List<List<Double>> before = List.of(List.of(0.0, 9.0), List.of(1.0, 9.0));
    List<List<Double>> last =
        List.of(List.of(0.0, 1e6), List.of(2000.0, 512.0), List.of(3000.0, 256.0));
    CellResult cell =
        dirtying("multifd", 1, 500)
            .series(
                "rounds",
                new SeriesSamples(
                    List.of("startMs", "dirtyPages"),
                    List.of(List.of(before, last), List.of(), List.of(last))))
            .get();
    Plot plot = only(run(cell), new DirtyingRoundsPlot());
    assertThat(points(plot, "round"))
        .extracting(point ->
            "%d: %.0f s %.0f MiB"
                .formatted(
                    point.get("fork").asInt(),
                    point.get("seconds").asDouble(),
                    point.get("value").asDouble()))
        .containsExactly("1: 2 s 2 MiB", "1: 3 s 1 MiB", "3: 2 s 2 MiB", "3: 3 s 1 MiB");
  }

  @Test
  void roundsWithoutTheColumnsAreNotDrawn() {
    CellResult cell =
        dirtying("multifd", 1, 500)
            .series("rounds", new SeriesSamples(List.of("other"), List.of(List.of(List.of()))))
            .get();
    assertThat(new DirtyingRoundsPlot().of(run(cell))).isEmpty();
  }

  @Test
  void theLettersGuestStandsBesideTheSameGuestAlone() {
    RunFile run = run(dirtying("multifd", 0, 1).get(), migration("multifd", "4").forks(1).get());
    Plot plot = only(run, new LetterPlot(LETTER));
    assertThat(plot.title()).contains("dirtying");
    assertThat(points(plot, "median"))
        .extracting(point -> point.get("name").asText())
        .containsExactly("precopy, the cover letter", "multifd, 4 ch, here");
    assertThat(new LetterPlot(List.of()).of(run)).isEmpty();
  }

  @Test
  void downtimesOfAllForksAreTakenTogether() {
    Plot plot =
        only(
            run(
                migration("legacy", "4")
                    .forks(1)
                    .downtimesMs(new double[] {7}, new double[] {1, 2, 3}, new double[] {})
                    .get(),
                migration("multifd", "4").forks(1).downtimesMs(new double[] {}).get()),
            new DowntimePlot());
    assertThat(points(plot, "fork"))
        .extracting(point -> Math.round(point.get("value").asDouble()))
        .containsExactly(7L, 2L);
    assertThat(points(plot, "tail"))
        .extracting(point -> Math.round(point.get("value").asDouble()))
        .containsExactly(7L, 7L);
    assertThat(plot.table().rows())
        .containsExactly(List.of("idle-legacy-4", "2.00", "7.00", "7.00", "7.00", "4"));
  }

  @Test
  void figuresThatAreNoNumbersAreNoPoints() {
    Plot plot =
        only(
            run(
                migration("legacy", "4").forks(Double.NaN, 10).get(),
                migration("multifd", "4").forks(5, Double.POSITIVE_INFINITY).get()),
            new MigrationTimesPlot());
    assertThat(points(plot, "fork"))
        .extracting(point -> point.get("value").asDouble())
        .containsExactly(5.0, 10.0);
  }

  @Test
  void waysBesideAQemuHaveTheirOwnChart() {
    RunFile run =
        run(
            migration("multifd", "4")
                .param("source", "qemu")
                .param("destination", "java")
                .forks(3)
                .get());
    assertThat(points(only(run, new PeerPlot()), "median").getFirst().get("name").asText())
        .isEqualTo("qemu to java, idle guest of 1 GiB, multifd, 4 ch");
    assertThat(new MigrationTimesPlot().of(run)).isEmpty();
  }
}
