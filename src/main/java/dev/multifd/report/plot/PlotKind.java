package dev.multifd.report.plot;

import dev.multifd.results.RunFile;
import java.util.List;

/** A kind of chart. */
interface PlotKind {
  /** Those of this kind that the run has cells for. */
  List<Plot> of(RunFile run);
}
