package dev.multifd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.guest.IdleGuestParameters;
import dev.multifd.suite.FakeRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MigrateCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void migratesAndProves() {
    assertThat(execute("--guest-size", "16M", "--channels", "2", "--warmup", "1"))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("ok    ").doesNotContain("FAILED");
    assertThat(err.toString()).contains("warm-up 1 of 1: ", "scanner: ", "(best: this JVM's ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--presence-map", "--presence-map=pagemap-read"})
  void saysWhatThePresenceMapDid(String option) {
    assertThat(execute("--guest-size", "16M", option)).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .containsPattern(
            "presence map: \\d+ pages that the kernel calls absent were not read; taken in")
        .doesNotContain("FAILED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --guest /no/such                 | /no/such
          --guest=                         | --guest is empty
          --guest x --seed 1 --placement low | --guest brings its own RAM: leave out --placement, --seed
          --guest x --guest-size 1G        | leave out --guest-size
          --guest x --source-state x       | leave out --source-state
          --guest x --non-zero-pages 9     | leave out --non-zero-pages
          --mode precopy --channels banana | --channels is 'banana': give
          --mode precopy --channels 256    | --channels is 256: give 1 to 255
          --guest-size 1M                  | '--guest-size': no guest size: '1M'; give 2M to 1T
          --source-state wet               | --source-state is 'wet': give one of
          --scanner vector64               | --scanner is 'vector64': give one of best, bytes, longs, longs8,
          --sampling third-word            | --sampling is 'third-word': give one of none, first-last-middle,
          --timeout soon                   | --timeout is 'soon': give a whole number
          --presence-map maybe             | --presence-map is 'maybe': give one of off, on,
          --presence-map --zero-page-detection none | --presence-map is of no use where nobody looks
          --warmup -1                      | --warmup is -1: give 0 or more
          """)
  void aMistakeIsOneLineAndExitCodeTwo(String arguments, String message) {
    assertThat(execute(arguments.split(" ", -1))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("run-bench.sh: ").contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void theLimitsOfAGuestsSizeAreThoseOfTheGuest() {
    assertThat(GuestSizeConverter.MIN.bytes()).isEqualTo(IdleGuestParameters.MIN_RAM_BYTES);
    assertThat(GuestSizeConverter.MAX.bytes()).isEqualTo(IdleGuestParameters.MAX_RAM_BYTES);
  }

  private int execute(String... arguments) {
    CommandLine commandLine =
        Main.commandLine(echo -> new FakeRunner(cell -> FakeRunner.measured()));
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "migrate";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return commandLine.execute(all);
  }
}
