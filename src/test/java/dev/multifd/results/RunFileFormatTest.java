package dev.multifd.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Pins schema version 1: a change of the golden file is a change for every reader of results. */
class RunFileFormatTest {

  @Test
  void writesTheGoldenFile() throws IOException {
    assertThat(ResultJson.write(SampleRun.of(RunStatus.COMPLETE))).isEqualTo(golden());
  }

  @Test
  void whatItReadsItWritesAgain() throws IOException {
    RunFile run = ResultJson.readRun(golden());

    assertThat(ResultJson.write(run)).isEqualTo(golden());
  }

  private static String golden() throws IOException {
    try (InputStream stream = RunFileFormatTest.class.getResourceAsStream("golden-v1.json")) {
      assertThat(stream).as("golden-v1.json").isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
