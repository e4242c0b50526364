package dev.multifd.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

  @Test
  void aFileFromBeforeTheFieldsThatWereAddedIsRead() throws IOException {
    JsonNode old = ResultJson.readTree(golden());
    for (JsonNode cell : old.path("cells")) {
      ((ObjectNode) cell).remove("histograms");
      cell.path("checks").forEach(check -> ((ObjectNode) check).remove("shots"));
    }

    CellResult cell = ResultJson.readRun(old.toString()).cells().getFirst();

    assertThat(cell.histograms()).isEmpty();
    assertThat(cell.checks())
        .containsExactly(
            new Check("RAM identical", true, 0, "149420 pages compared, 4045078 absent"));
  }

  @Test
  void aFieldThatALaterProgramAddedIsSkipped() throws IOException {
    JsonNode later = ResultJson.readTree(golden());
    ((ObjectNode) later.path("cells").path(0)).put("added", 7);

    RunFile run = ResultJson.readRun(later.toString());

    assertThat(ResultJson.write(run)).isEqualTo(golden());
  }

  private static String golden() throws IOException {
    try (InputStream stream = RunFileFormatTest.class.getResourceAsStream("golden-v1.json")) {
      assertThat(stream).as("golden-v1.json").isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
