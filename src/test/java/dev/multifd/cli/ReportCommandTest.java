package dev.multifd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.suite.FakeRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportCommandTest {
  private static final Path COMMITTED = Path.of("results/vm-474168");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void copyResults() throws IOException {
    Files.copy(COMMITTED.resolve("20261126T120818Z-8761fdc3.json"), folder.resolve("a.json"));
    Files.copy(
        COMMITTED.resolve("20261126T095337Z-05029710.json"), folder.resolve("b.json.partial"));
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

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void thePageGoesBesideItsFile() throws IOException {
    assertThat(execute("report", path("a.json"), "--format", "html")).isZero();
    assertThat(out.toString()).isEqualTo("page: " + path("a.html") + System.lineSeparator());
    assertThat(Files.readString(folder.resolve("a.html")))
        .startsWith("<!DOCTYPE html>")
        .contains("there and here");
  }

  @Test
  void aPartialFileHasItsName() {
    assertThat(execute("report", path("b.json.partial"), "--format", "html")).isZero();
    assertThat(folder.resolve("b.html")).exists();
  }

  @Test
  void severalFilesAreOnePage() throws IOException {
    assertThat(execute("report", path("a.json"), path("b.json.partial"), "--format", "html"))
        .isZero();
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("<dd>a.json</dd>", "<dd>b.json.partial</dd>");
  }

  @Test
  void outNamesTheFileOrTheFolder() {
    assertThat(execute("report", path("a.json"), "--format", "html", "--out", path("new/x.html")))
        .isZero();
    assertThat(folder.resolve("new/x.html")).exists();
    assertThat(execute("report", path("a.json"), "--format", "html", "--out", path("other")))
        .isZero();
    assertThat(folder.resolve("other/a.html")).exists();
  }

  @Test
  void aPageThatCannotBeWrittenIsTheUsersMistake() {
    assertThat(execute("report", path("a.json"), "--format", "html", "--out", path("a.json/x")))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("a.html cannot be written: choose another place with --out");
  }

  @Test
  void aFileThatIsNotThereIsTheUsersMistakeAndNothingIsMade() {
    assertThat(execute("report", path("a.json"), path("none.json"))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("none.json: no such file").hasLineCount(1);
    assertThat(folder.resolve("report.html")).doesNotExist();
  }

  @Test
  void helpSaysWhereThingsGo() {
    assertThat(execute("report", "--help")).isZero();
    assertThat(out.toString()).contains("--out=PATH", "html, svg", "beside the first FILE");
  }
}
