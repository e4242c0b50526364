package dev.multifd.cli;

import dev.multifd.evidence.Check;
import dev.multifd.migration.InfoMigrate;
import dev.multifd.migration.MigrationProof;
import dev.multifd.migration.MigrationReport;
import dev.multifd.migration.MigrationRig;
import dev.multifd.suite.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code migrate}: one migration, proved, with its {@code info migrate}. */
@Command(
    name = "migrate",
    description =
        "Migrate one guest inside this process, print its info migrate and prove its RAM.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class MigrateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ScenarioOptions scenario = new ScenarioOptions();

  @Option(
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "0",
      description = "Migrations before the one that counts: the first of a JVM is slow.")
  private int warmup;

  @Override
  public Integer call() throws Exception {
    if (warmup < 0) {
      throw new UsageException("--warmup is " + warmup + ": give 0 or more");
    }
    try (InterruptedByUser _ = InterruptedByUser.interrupting(Thread.currentThread())) {
      return migrateAll();
    }
  }

  private int migrateAll() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try (MigrationRig rig = makeRig()) {
      err.println(rig.describe());
      err.println(scenario.toScenario().describeScanner());
      err.flush();
      for (int shot = 1; shot <= warmup; shot++) {
        MigrationReport report = migrate(rig);
        rig.prove(report).require();
        err.printf("warm-up %d of %d: %.1f ms%n", shot, warmup, report.totalMs());
        err.flush();
      }
      MigrationReport report = migrate(rig);
      return print(report, rig.prove(report));
    } catch (InterruptedException e) {
      err.println("interrupted: the migration was cancelled");
      err.flush();
      return ExitCode.INTERRUPTED;
    }
  }

  /** Nothing has migrated yet, so all that goes wrong here is the request or its image. */
  private MigrationRig makeRig() {
    try {
      return scenario.toScenario().rig();
    } catch (IllegalArgumentException | IOException e) {
      throw new UsageException(OptionNames.inMessage(String.valueOf(e.getMessage())));
    }
  }

  private MigrationReport migrate(MigrationRig rig) throws IOException, InterruptedException {
    rig.prepare();
    try (LiveProgress _ = LiveProgress.of(rig::progress, spec.commandLine().getErr())) {
      return rig.migrate();
    }
  }

  private int print(MigrationReport report, MigrationProof proof) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(InfoMigrate.text(report));
    out.println();
    for (Check check : proof.checks()) {
      out.println((check.passed() ? "ok    " : "FAILED  ") + check.name() + ": " + check.detail());
    }
    out.flush();
    return proof.passed() ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }
}
