package dev.multifd.report.plot;

import dev.multifd.report.cells.Cells;
import dev.multifd.report.cells.Forks;
import dev.multifd.report.cells.RunWords;
import dev.multifd.report.history.CellHistory;
import dev.multifd.report.history.Measurement;
import dev.multifd.report.plot.LinesSpec.Place;
import dev.multifd.results.CeilingShare;
import dev.multifd.results.CellResult;
import java.util.List;

/** One cell over the runs of a host, with the bare transfer of the same runs beside it. */
public final class HistoryPlot {
  private static final int PIXELS = 240;
  private static final String BARE = "bare transfer";
  private static final String BARE_CAPTION =
      " The dashed line is the bare transfer of the same pages in the same run: where both rise, it"
          + " is the machine that was slower.";

  private HistoryPlot() {}

  /** The chart. */
  public static Plot of(CellHistory history) {
    Series series = new Series("run");
    boolean bare = false;
    List<Measurement> measurements = history.measurements();
    for (int i = 0; i < measurements.size(); i++) {
      Measurement run = measurements.get(i);
      String group = history.isComparable(run) ? "" : "other parameters";
      Place place =
          new Place(RunWords.commit(run.run()) + ", " + RunWords.began(run.run()), i, group);
      series.add(run.cell(), run.figures(), List.of(), history.figure().name(), place);
      CellResult ceiling = CeilingShare.ceilingOf(run.run().cells(), run.cell());
      if (ceiling != null && !Cells.isBareTransfer(run.cell()) && history.figure().isScore()) {
        series.add(ceiling, Forks.of(ceiling), List.of(), BARE, place);
        bare = true;
      }
    }
    Plot plot =
        series.plot(
            history.cell(),
            "Runs in their order, by commit and by when they began (UTC). No line goes"
                + " to a run with other parameters than the newest."
                + (bare ? BARE_CAPTION : ""),
            "run",
            new Axis(history.figure().name() + ", " + history.unit(), Axis.Scale.LINEAR),
            history.unit());
    LinesSpec.nameOnTwoLines(plot.spec());
    plot.spec().put("height", PIXELS);
    return plot;
  }
}
