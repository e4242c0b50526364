package dev.multifd.suite;

import dev.multifd.results.CellResult;
import dev.multifd.results.CellStatus;
import dev.multifd.results.ForkSummary;
import dev.multifd.results.RunFile;
import dev.multifd.results.TextReport;
import dev.multifd.results.Warning;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a run says while it runs: plain lines, so that a terminal and a log file read alike. */
final class Progress {
  private final PrintWriter out;
  private boolean interruptionSaid;

  Progress(PrintWriter out) {
    this.out = out;
  }

  void starting(Plan plan, Path partialFile, List<Warning> warnings) {
    plan.notes().forEach(note -> say("note: " + note));
    warnings.forEach(warning -> say("warning: " + warning.line()));
    say(PlanText.summary(plan));
    say("results so far: " + partialFile);
  }

  /**
   * One fork of one cell has ended.
   *
   * @param position such as {@code [cell 3/22 fork 1/6]}
   */
  void forkEnded(String position, Cell cell, Outcome outcome, Duration elapsed, Duration left) {
    say(
        position
            + " "
            + cell.id()
            + "  "
            + text(outcome)
            + "  elapsed "
            + TimeLeft.clock(elapsed)
            + "  left ~"
            + TimeLeft.clock(left));
  }

  /** Said once, by whichever thread learns of it first. */
  synchronized void interrupted(Path partialFile) {
    if (!interruptionSaid) {
      interruptionSaid = true;
      say("interrupted; what was measured is in " + partialFile);
    }
  }

  /** Names the cells that are missing from a finished run, last, so that nobody overlooks them. */
  void ended(RunFile run) {
    for (CellResult cell : run.cells()) {
      if (cell.status() == CellStatus.SKIPPED) {
        say("NOT MEASURED: " + cell.id() + ": " + cell.reason());
      }
    }
  }

  private static String text(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Measured measured -> measured(measured);
      case Outcome.Failed failed -> "FAILED: " + failed.reason();
      case Outcome.Skipped skipped -> "skipped: " + skipped.reason();
      case Outcome.Interrupted _ -> "interrupted";
    };
  }

  private static String measured(Outcome.Measured measured) {
    List<Double> samples = measured.samples();
    String unit = measured.metric().unit();
    Double cold = measured.coldShot();
    return String.format(
        Locale.ROOT,
        "median %s %s (%d: %s to %s%s)",
        TextReport.number(ForkSummary.median(samples)),
        unit,
        samples.size(),
        TextReport.number(samples.stream().mapToDouble(Double::doubleValue).min().orElse(0)),
        TextReport.number(samples.stream().mapToDouble(Double::doubleValue).max().orElse(0)),
        cold == null ? "" : ", cold " + TextReport.number(cold));
  }

  /** An interruption may speak from its own thread. */
  private synchronized void say(String line) {
    out.println(line);
    out.flush();
  }
}
