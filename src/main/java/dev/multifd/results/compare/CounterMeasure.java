package dev.multifd.results.compare;

import dev.multifd.results.Better;
import dev.multifd.results.CounterSamples;
import org.jspecify.annotations.Nullable;

/**
 * An auxiliary counter.
 *
 * @param name the counter's
 */
record CounterMeasure(String name) implements Measure {

  @Override
  public @Nullable Figures of(MeasuredCell measured) {
    CounterSamples counter = measured.cell().counters().get(name);
    if (counter == null) {
      return null;
    }
    Better better = CounterDirection.of(name, counter.unit());
    return better == null
        ? null
        : new Figures(counter.unit(), better, ForkFigures.of(counter.samples()));
  }
}
