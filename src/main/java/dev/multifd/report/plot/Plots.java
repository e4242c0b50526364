package dev.multifd.report.plot;

import dev.multifd.results.RunFile;
import java.util.List;
import java.util.stream.Stream;

/** All charts of a run. */
public final class Plots {
  private Plots() {}

  /**
   * Those that the run has cells for, the ones that tell most first.
   *
   * @param letter what the cover letter printed; empty if that is not known
   */
  public static List<Plot> of(RunFile run, List<LetterFigures> letter) {
    return Stream.of(
            new AnswersPlot(),
            new MigrationTimesPlot(),
            new ChannelsPlot(),
            new PackingPlot(),
            new ScanRegimesPlot(),
            new DispatchPlot(),
            new PeerPlot(),
            new DirtyingSpeedPlot(),
            new DirtyingRoundsPlot(),
            new DirtyRatePlot(),
            new DowntimePlot(),
            new LetterPlot(letter))
        .flatMap(kind -> kind.of(run).stream())
        .toList();
  }
}
