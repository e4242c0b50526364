package dev.multifd.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.results.Configuration;
import dev.multifd.results.Environment;
import dev.multifd.results.GitInfo;
import dev.multifd.results.HostFiles;
import dev.multifd.results.ResultJson;
import dev.multifd.results.ResultStore;
import dev.multifd.results.RunStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptHookTest {
  @TempDir private Path results;
  private final Plan plan = Requests.of(Profile.QUICK).only("written").plan();
  private final Cell cell = plan.cells().getFirst();
  private final StringWriter said = new StringWriter();
  private final Progress progress = new Progress(new PrintWriter(said));
  private final FakeRunner runner = new FakeRunner(any -> FakeRunner.measured());
  private final Environment environment =
      Environment.capture(new HostFiles(Path.of("none")), Instant.EPOCH);
  private ResultStore store;
  private RunJournal journal;

  @BeforeEach
  void openJournal() {
    store = new ResultStore(results, environment.host(), Instant.EPOCH, GitInfo.UNKNOWN);
    journal =
        new RunJournal(
            store,
            null,
            GitInfo.UNKNOWN,
            environment,
            new Configuration("quick", 1, 1, 1, List.of(), List.of(), Map.of()),
            plan.cells());
  }

  @Test
  void theForkThatWasKilledIsNotRecorded() throws IOException {
    journal.record(cell, FakeRunner.measured());

    InterruptHook.keep(journal, runner, progress, store.partialFile());

    assertThat(runner.stopped()).isTrue();
    assertThat(journal.record(cell, new Outcome.Failed(Outcome.FailureKind.ERROR, "killed", "")))
        .isFalse();
    assertThat(journal.wants(cell)).isFalse();
    assertThat(journal.complete(environment)).isNull();
    assertThat(journal.end()).isEqualTo(RunEnd.INTERRUPTED);
    assertThat(ResultJson.readRun(Files.readString(store.partialFile())))
        .satisfies(run -> {
          assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
          assertThat(run.cells().getFirst().samples()).hasSize(1);
          assertThat(run.cells().getFirst().reason()).isNull();
        });
  }

  @Test
  void itIsSaidOnceWhoeverNoticesFirst() {
    InterruptHook.keep(journal, runner, progress, store.partialFile());
    InterruptHook.keep(journal, runner, progress, store.partialFile());

    assertThat(said.toString())
        .isEqualToNormalizingNewlines(
            "interrupted; what was measured is in " + store.partialFile() + "\n");
  }

  @Test
  void aRunThatIsCompleteStaysComplete() {
    journal.complete(environment);

    InterruptHook.keep(journal, runner, progress, store.partialFile());

    assertThat(store.file()).exists();
    assertThat(said.toString()).isEmpty();
  }
}
