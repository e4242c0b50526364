package dev.multifd.suite;

import dev.multifd.results.Configuration;
import dev.multifd.results.Environment;
import dev.multifd.results.GitInfo;
import dev.multifd.results.HostFiles;
import dev.multifd.results.MemoryInfo;
import dev.multifd.results.ResultStore;
import dev.multifd.results.RunFile;
import dev.multifd.results.TextReport;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * What the command line can ask of the suite. Results go to {@code out}; everything else that is
 * said goes to {@code err}.
 */
public final class Suite {
  private final CellRunner runner;
  private final HostFiles host;
  private final InstantSource clock;
  private final PrintWriter out;
  private final PrintWriter err;

  /** A suite that measures with {@code runner} on the host whose files are given. */
  public Suite(
      CellRunner runner, HostFiles host, InstantSource clock, PrintWriter out, PrintWriter err) {
    this.runner = runner;
    this.host = host;
    this.clock = clock;
    this.out = out;
    this.err = err;
  }

  /** Prints the cells of a request with what they would take. */
  public void list(RunRequest request) {
    Plan plan = plan(request);
    PlanText.cells(plan).forEach(out::println);
    out.println(PlanText.summary(plan));
    out.flush();
  }

  /**
   * Does everything but measure: plans, looks for every cell's benchmark and parameters in the jar,
   * and says what would run where.
   */
  public RunEnd dryRun(RunRequest request) {
    Plan plan = plan(request);
    List<String> problems =
        plan.cells().stream()
            .map(cell -> {
              String problem = runner.problem(cell);
              return problem == null ? "" : cell.id() + ": " + problem;
            })
            .filter(line -> !line.isEmpty())
            .toList();
    plan.notes().forEach(note -> err.println("note: " + note));
    problems.forEach(err::println);
    err.flush();
    PlanText.cells(plan).forEach(out::println);
    out.println(PlanText.summary(plan));
    out.println("fork flags: " + String.join(" ", runner.forkJvmArgs()));
    out.flush();
    return problems.isEmpty() ? RunEnd.OK : RunEnd.FAILED;
  }

  /**
   * Measures, keeps the results and prints the table.
   *
   * @throws UsageException when the request or the host does not allow it
   */
  public RunEnd run(RunRequest request) {
    Plan plan = plan(request);
    String obstacle = runner.obstacle();
    if (obstacle != null) {
      throw new UsageException(obstacle);
    }
    Instant startedAt = clock.instant();
    Environment start = Environment.capture(host, startedAt);
    GitInfo git = GitInfo.read(request.home());
    ResultStore store = new ResultStore(request.results(), start.host(), startedAt, git);
    RunJournal journal =
        new RunJournal(
            store, request.label(), git, start, configuration(request, plan), plan.cells());
    try {
      journal.open();
    } catch (UncheckedIOException unwritable) {
      throw new UsageException(
          "cannot write below " + request.results() + ": choose another place with --results");
    }
    Progress progress = new Progress(err);
    progress.starting(plan, store.partialFile(), journal.warnings());
    RunFile run;
    try (var _ = new InterruptHook(journal, runner, progress, store.partialFile())) {
      run =
          new SuiteRun(plan, runner, journal, progress, System::nanoTime)
              .run(() -> Environment.capture(host, clock.instant()));
    }
    if (run == null) {
      progress.interrupted(store.partialFile());
    } else {
      TextReport.lines(run).forEach(out::println);
      out.println("result: " + store.file());
      out.println("JMH:    " + store.jmhFile());
      out.flush();
      progress.ended(run);
    }
    return journal.end();
  }

  private Plan plan(RunRequest request) {
    return Plan.of(request, Boolean.FALSE.equals(MemoryInfo.sharedZeroPage(host)));
  }

  private Configuration configuration(RunRequest request, Plan plan) {
    return new Configuration(
        request.profile().label(),
        plan.forks(),
        plan.shots().warmup(),
        plan.shots().measured(),
        runner.forkJvmArgs(),
        request.commandLine(),
        plan.overrides());
  }
}
