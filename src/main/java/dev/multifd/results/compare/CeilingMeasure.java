package dev.multifd.results.compare;

import dev.multifd.results.Better;
import dev.multifd.results.CeilingShare;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How near a migration comes to a bare transfer of the same pages in the same turn of the same run.
 * A machine that is slower, or another, is slower for both.
 */
record CeilingMeasure() implements Measure {
  static final String NAME = "percentOfCeiling";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public @Nullable Figures of(MeasuredCell measured) {
    List<List<Double>> percents =
        CeilingShare.percentByFork(measured.run().cells(), measured.cell());
    return percents == null ? null : new Figures("%", Better.HIGHER, ForkFigures.of(percents));
  }

  @Override
  public Set<Condition> survives() {
    return Set.of(Condition.HOST);
  }
}
