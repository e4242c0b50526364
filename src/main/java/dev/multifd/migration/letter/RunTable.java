package dev.multifd.migration.letter;

import dev.multifd.migration.model.ModelOutcome;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One migration: a line for each line of {@code info migrate}, printed and modelled. */
final class RunTable {
  private static final long KBYTE = 1024;

  private final StringBuilder out;
  private final LetterRun run;
  private final ModelOutcome model;
  private final @Nullable ModelOutcome exact;

  /**
   * @param exact by true books, where the model's others are not
   */
  RunTable(StringBuilder out, LetterRun run, ModelOutcome model, @Nullable ModelOutcome exact) {
    this.out = out;
    this.run = run;
    this.model = model;
    this.exact = exact;
  }

  /**
   * Adds it to the text.
   *
   * @param number of the run among those like it
   */
  void print(int number) {
    PrintedFigures p = run.printed();
    out.append(run.title()).append(", run ").append(number).append('\n');
    cells("", "printed", "model", exact == null ? "" : "exact");
    row("total time, ms", p.totalTimeMs(), o -> ms(o.totalNs()));
    row("downtime, ms", p.downtimeMs(), o -> ms(o.downtimeNs()));
    row("setup, ms", p.setupMs(), o -> ms(o.setupNs()));
    row("transferred, kB", p.transferredRamKbytes(), o -> o.transferredBytes() / KBYTE);
    row("throughput, mbps", Math.round(p.throughputMbps()), o -> Math.round(o.throughputMbps()));
    row("duplicate", p.duplicatePages(), ModelOutcome::duplicatePages);
    row("normal", p.normalPages(), ModelOutcome::normalPages);
    row("dirty sync count", p.dirtySyncCount(), ModelOutcome::dirtySyncCount);
    row("multifd bytes, kB", p.multifdKbytes(), o -> o.multifdBytes() / KBYTE);
    row("precopy ram, kB", p.precopyRamKbytes(), o -> o.precopyBytes() / KBYTE);
    row("downtime ram, kB", p.downtimeRamKbytes(), o -> o.downtimeBytes() / KBYTE);
    cells(
        "converged",
        p.completed() ? "yes" : "not yet",
        converged(model),
        exact == null ? "" : converged(exact));
    if (p.dirtyPagesRate() != null) {
      row("dirty pages rate", p.dirtyPagesRate(), ModelOutcome::dirtyPagesPerSecond);
    }
    row("really sent, kB", null, o -> o.trueBytes() / KBYTE);
    row(
        "pages not counted",
        run.scenario() == GuestScenario.IDLE ? run.missingPages() : null,
        ModelOutcome::missingPages);
    out.append('\n');
  }

  private static String converged(ModelOutcome outcome) {
    return outcome.converged() ? "yes" : "not yet";
  }

  private void row(String name, @Nullable Long printed, ToLongFunction<ModelOutcome> figure) {
    cells(
        name,
        printed == null ? "-" : printed.toString(),
        Long.toString(figure.applyAsLong(model)),
        exact == null ? "" : Long.toString(figure.applyAsLong(exact)));
  }

  private void cells(String name, String printed, String modelled, String exactly) {
    out.append(
            String.format(Locale.ROOT, "  %-18s %12s %12s %12s", name, printed, modelled, exactly)
                .stripTrailing())
        .append('\n');
  }

  private static long ms(long ns) {
    return Math.round(ns / 1e6);
  }
}
