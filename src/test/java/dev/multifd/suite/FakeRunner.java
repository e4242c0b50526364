package dev.multifd.suite;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.multifd.results.Better;
import dev.multifd.results.Check;
import dev.multifd.results.DurationSummary;
import dev.multifd.results.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Forks that are none: a function says what becomes of a cell. */
public final class FakeRunner implements CellRunner {
  private final Function<Cell, Outcome> outcomes;
  private final List<String> ran = new ArrayList<>();
  private @Nullable String obstacle;
  private boolean stopped;

  /** A runner whose forks end as told. */
  public FakeRunner(Function<Cell, Outcome> outcomes) {
    this.outcomes = outcomes;
  }

  /** A fork of two shots that went well. */
  public static Outcome.Measured measured() {
    return new Outcome.Measured(
        new Metric("ss", "ms/op", Better.LOWER),
        List.of(10.0, 12.0),
        Map.of("normalPages", new Outcome.Counter("pages", List.of(7.0, 7.0))),
        50.0,
        new ForkEvidence(
            3,
            List.of(new Check("RAM identical", true, 3, "7 pages compared")),
            Map.of("downtime", summary(2)),
            Map.of("downtime", summary(1)),
            List.of()),
        JsonNodeFactory.instance.objectNode());
  }

  private static DurationSummary summary(long count) {
    return new DurationSummary(count, 5, 6, 7, 8, 9, "HISTF");
  }

  /** Makes the host unfit. */
  public FakeRunner hindered(String reason) {
    obstacle = reason;
    return this;
  }

  /** Ids of the cells in the order they ran. */
  public List<String> ran() {
    return ran;
  }

  /** Whether the fork was to be killed. */
  public boolean stopped() {
    return stopped;
  }

  @Override
  public @Nullable String obstacle() {
    return obstacle;
  }

  @Override
  public @Nullable String problem(Cell cell) {
    return cell.question().equals("dispatch") ? "no such benchmark" : null;
  }

  @Override
  public List<String> forkJvmArgs() {
    return List.of("-Xmx512m");
  }

  @Override
  public Outcome run(Cell cell, Shots shots) {
    ran.add(cell.id());
    return outcomes.apply(cell);
  }

  @Override
  public void stop() {
    stopped = true;
  }
}
