package dev.multifd.report.plot;

import dev.multifd.report.cells.CellWords;
import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.Forks;
import dev.multifd.report.plot.LetterFigures.Guest;
import dev.multifd.report.plot.Values.End;
import dev.multifd.results.CellResult;
import dev.multifd.results.RunFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the series' cover letter printed, beside the same guest here. */
final class LetterPlot implements PlotKind {
  private static final Axis TIME = new Axis("total time, ms", Axis.Scale.LOGARITHMIC);
  private static final List<String> WAYS = List.of("precopy", "legacy", "multifd");
  private static final String LETTER = "the cover letter";
  private static final String HERE = "here";

  /** The letter's guest, as cells have it; what a cell does not say is as it was there. */
  private static final Map<String, String> IDLE =
      Map.of(
          "guestSize", "16G",
          "placement", "clusters",
          "sourceState", "never-touched",
          "nonZeroPages", "",
          "maxBandwidth", "6G",
          "guest", "");

  private static final Map<String, String> DIRTYING =
      Map.of(
          "guestSize", "16G",
          "stressWriters", "4",
          "stressBytes", "400M",
          "maxBandwidth", "6G",
          "downtimeLimitMs", "300",
          "dirtyRate", "flat-out",
          "throttling", "off",
          "guest", "");

  private final List<LetterFigures> letter;

  LetterPlot(List<LetterFigures> letter) {
    this.letter = List.copyOf(letter);
  }

  @Override
  public List<Plot> of(RunFile run) {
    List<Plot> plots = new ArrayList<>();
    for (Guest guest : Guest.values()) {
      List<CellResult> cells =
          Cells.measured(run.cells()).stream().filter(cell -> isOf(guest, cell)).toList();
      List<LetterFigures> printed =
          letter.stream().filter(figures -> figures.guest() == guest).toList();
      if (!cells.isEmpty() && !printed.isEmpty()) {
        plots.add(plot(guest, printed, cells));
      }
    }
    return plots;
  }

  private static boolean isOf(Guest guest, CellResult cell) {
    boolean idle = guest == Guest.IDLE;
    Map<String, String> wanted = idle ? IDLE : DIRTYING;
    return (idle ? Cells.isIdleMigration(cell) : Cells.isDirtyingMigration(cell))
        && wanted.entrySet().stream()
            .allMatch(param ->
                cell.params()
                    .getOrDefault(param.getKey(), param.getValue())
                    .equals(param.getValue()))
        && (Cells.isPrecopy(cell) || Cells.channels(cell) == 4);
  }

  private static Plot plot(Guest guest, List<LetterFigures> printed, List<CellResult> cells) {
    RowPlot rows = new RowPlot("ms");
    for (String way : WAYS) {
      List<LetterFigures> runs =
          printed.stream().filter(figures -> figures.way().equals(way)).toList();
      if (!runs.isEmpty()) {
        rows.add(
            LETTER,
            new Forks(runs.stream().map(LetterFigures::totalMs).toList()),
            runs.stream().map(figures -> End.of(figures.completed())).toList(),
            name(way, runs.getFirst()) + ", " + LETTER,
            LETTER);
      }
      for (CellResult cell : cells) {
        if (CellWords.wayWithoutChannels(cell).equals(way)) {
          rows.add(cell, total(cell), DirtyingCells.ends(cell), here(cell), HERE);
        }
      }
    }
    return rows.plot(
        guest == Guest.IDLE
            ? "The cover letter's idle guest, there and here"
            : "The cover letter's dirtying guest, there and here",
        caption(guest),
        TIME);
  }

  private static String caption(Guest guest) {
    String warning =
        "The letter's are single runs of QEMU on another machine, whose books charged bytes that"
            + " were never sent: look at which way is ahead, not at the milliseconds.";
    return guest == Guest.IDLE
        ? warning
        : warning + " A cross is a migration that had not ended, or was given up.";
  }

  private static String name(String way, LetterFigures figures) {
    return way.equals("precopy") ? way : way + ", " + figures.channels() + " ch";
  }

  private static String here(CellResult cell) {
    String limit = cell.params().containsKey("maxBandwidth") ? HERE : HERE + " without a limit";
    return CellWords.wayAndUnusual(cell, Set.of("dirtyRate")) + ", " + limit;
  }

  /** The total of {@code info migrate}, as the letter has it; a migration given up has none. */
  private static Forks total(CellResult cell) {
    Forks total = Forks.ofCounter(cell, "totalMs");
    boolean known = !total.isEmpty() && total.figures().stream().allMatch(ms -> ms > 0);
    return Objects.requireNonNull(known ? total : Forks.of(cell));
  }
}
