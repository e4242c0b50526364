package dev.multifd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.suite.FakeRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HistoryCommandTest {
  private static final Path COMMITTED = Path.of("results/vm-474168");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void copyResults() throws IOException {
    for (String run : List.of("20261123T182051Z-07fa23e9.json", "20261126T093547Z-ba2c7590.json")) {
      Files.copy(COMMITTED.resolve(run), folder.resolve(run));
    }
    Files.writeString(folder.resolve("20261125T000000Z-torn.json"), "{\"schemaVersion\": 1");
    Files.writeString(folder.resolve("20261125T000000Z-x-jmh.json"), "[]");
    Files.writeString(folder.resolve("20261125T000000Z-x.json.partial"), "{}");
  }

  private int execute(String... arguments) {
    CommandLine commandLine =
        Main.commandLine(_ ->
            new FakeRunner(cell -> {
              throw new AssertionError("ran " + cell.id());
            }));
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  @Test
  void aCellIsATableOnStdoutAndAPage() throws IOException {
    assertThat(execute("history", "--cell", "idle-16G-clusters-precopy", folder.toString()))
        .isZero();
    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "cell began (UTC) commit median [min, max] unit forks",
            "idle-16G-clusters-precopy 2026-11-23 18:20 07fa23e9 680 [608, 921] ms 6",
            "idle-16G-clusters-precopy 2026-11-26 09:35 ba2c7590 549 [508, 584] ms 6");
    assertThat(err.toString())
        .contains("left out: ", "torn.json", "page: " + folder.resolve("history.html"))
        .doesNotContain("x-jmh", "x.json.partial");
    assertThat(Files.readString(folder.resolve("history.html")))
        .contains("\"x\":\"07fa23e9, 2026-11-23 18:20\"", "\"x\":\"ba2c7590, 2026-11-26 09:35\"");
  }

  @Test
  void textPicksCellsOfTwoRunsAndAMetricOneOfTheirCounters() {
    assertThat(execute("history", "--cell", "dispatch-", "--metric", "cpuNsPerPage", arg()))
        .isZero();
    assertThat(out.toString())
        .contains("dispatch-range-4ch", "dispatch-page-4ch", "ns/page")
        .doesNotContain("idle");
    assertThat(out.toString()).hasLineCount(5);
  }

  private String arg() {
    return folder.toString();
  }

  @Test
  void byDefaultAllCellsOfTwoRunsAreThere() {
    assertThat(execute("history", arg())).isZero();
    assertThat(out.toString())
        .contains("ceiling-16G-clusters-tcp-4ch")
        .doesNotContain("idle-16G-clusters-legacy-8ch"); // One run alone has it.
  }

  @Test
  void mistakesNameTheRemedy() {
    assertThat(execute("history", "--metric", "speed", arg())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("metric 'speed'", "score, ", "totalMs");
    assertThat(execute("history", "--cell", "nonsense", arg())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("has a cell nonsense");
    assertThat(execute("history", folder.resolve("none").toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("none: no such folder");
    assertThat(out.toString()).isEmpty();
    assertThat(folder.resolve("history.html")).doesNotExist();
  }
}
