package dev.multifd.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  @TempDir private Path folder;

  @Test
  void readsWhatWasWritten() throws IOException {
    RunFile run = SampleRun.of(RunStatus.COMPLETE);
    Path file = Files.writeString(folder.resolve("run.json"), ResultJson.write(run));

    assertThat(ResultJson.write(ResultFile.read(file))).isEqualTo(ResultJson.write(run));
  }

  @Test
  void refusesWhatIsNone() throws IOException {
    String other =
        ResultJson.write(SampleRun.of(RunStatus.COMPLETE))
            .replaceFirst("\"schemaVersion\" : 1", "\"schemaVersion\" : 99");

    assertRefused(folder.resolve("missing"), "no such file");
    assertRefused(folder, "no such file");
    assertRefused(Files.writeString(folder.resolve("text"), "hello"), "not a result file");
    assertRefused(Files.writeString(folder.resolve("x-jmh.json"), "[]"), "not a result file");
    assertRefused(Files.writeString(folder.resolve("later"), other), "schema version 99");
  }

  private static void assertRefused(Path file, String reason) {
    assertThatExceptionOfType(ResultFileException.class)
        .isThrownBy(() -> ResultFile.read(file))
        .withMessageContaining(file.toString())
        .withMessageContaining(reason);
  }
}
