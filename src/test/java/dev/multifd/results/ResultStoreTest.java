package dev.multifd.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultStoreTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

  @TempDir private Path results;
  private ResultStore store;

  @BeforeEach
  void openStore() {
    store = new ResultStore(results, new HostIdentity("lab", "0123456789ab"), START, SampleRun.GIT);
  }

  @Test
  void namesFilesByHostTimeAndCommit() {
    assertThat(results.relativize(store.file()))
        .hasToString("lab-012345/20260102T030405Z-01234567-dirty.json");
    assertThat(store.partialFile()).hasFileName("20260102T030405Z-01234567-dirty.json.partial");
    assertThat(store.jmhFile()).hasFileName("20260102T030405Z-01234567-dirty-jmh.json");
  }

  @Test
  void aRunThatGoesOnIsPartial() throws IOException {
    store.save(SampleRun.of(RunStatus.RUNNING));
    store.save(SampleRun.of(RunStatus.INTERRUPTED));

    assertThat(files()).containsExactly(store.partialFile());
    assertThat(ResultJson.readRun(Files.readString(store.partialFile())).status())
        .isEqualTo(RunStatus.INTERRUPTED);
  }

  @Test
  void aCompleteRunLosesThePartialAndGainsJmhJson() throws IOException {
    store.save(SampleRun.of(RunStatus.RUNNING));
    store.complete(SampleRun.of(RunStatus.COMPLETE));

    assertThat(files()).containsExactlyInAnyOrder(store.file(), store.jmhFile());
    assertThat(store.file()).hasContent(ResultJson.write(SampleRun.of(RunStatus.COMPLETE)));
    assertThat(ResultJson.readTree(Files.readString(store.jmhFile())))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("forks").intValue()).isEqualTo(2));
  }

  @Test
  void anUnwritableFolderSaysWhatToDo() throws IOException {
    Files.writeString(results.resolve("lab-012345"), "a file where the folder should be");

    assertThatThrownBy(() -> store.save(SampleRun.of(RunStatus.RUNNING)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll("cannot write", "--results");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(store.file().resolveSibling(""))) {
      return files.toList();
    }
  }
}
