package dev.multifd.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerTableTest {
  @Test
  void ratiosAreTakenRoundByRound() {
    List<String> lines =
        PeerTable.lines(
            run(
                cell("qemu", "qemu", "multifd-4ch", 1000, 1200, 900),
                cell("qemu", "java", "multifd-4ch", 500, 600, 450),
                cell("java", "qemu", "multifd-4ch", 800, 800, 900),
                cell("java", "java", "multifd-4ch", 250, 400, 300)));

    assertThat(lines.get(0))
        .matches("ms, and times.* +qemu to qemu +qemu to java +java to qemu +java to java");
    assertThat(lines.get(1))
        .matches(
            "idle-multifd-4ch +1000 +500  2\\.00x \\[2\\.00, 2\\.00] +800  1\\.25x \\[1\\.00,"
                + " 1\\.50] +300  3\\.00x \\[3\\.00, 4\\.00]");
  }

  @Test
  void oursIsHeldAgainstTheBestOfQemusModesToo() {
    List<String> lines =
        PeerTable.lines(
            run(
                cell("qemu", "qemu", "precopy", 800),
                cell("qemu", "qemu", "multifd-4ch", 1000),
                cell("java", "java", "multifd-4ch", 200)));

    assertThat(lines)
        .last()
        .isEqualTo(
            "java to java, idle-multifd-4ch, beside QEMU's best mode, idle-precopy: 4.00x [4.00,"
                + " 4.00]");
  }

  @Test
  void whatWasNotMeasuredIsADash() {
    List<String> lines =
        PeerTable.lines(
            run(
                cell("java", "java", "precopy", 200),
                cell("qemu", "java", "precopy"),
                cell("qemu", "qemu", "legacy-4ch", 100)));

    assertThat(lines.get(1)).matches("idle-precopy +- +- +- +200");
    assertThat(lines.get(2)).matches("idle-legacy-4ch +100 +- +- +-");
  }

  @Test
  void otherRunsHaveNone() {
    assertThat(PeerTable.lines(SampleRun.of(RunStatus.COMPLETE))).isEmpty();
  }

  private static RunFile run(CellResult... cells) {
    RunFile sample = SampleRun.of(RunStatus.COMPLETE);
    return new RunFile(
        sample.schemaVersion(),
        sample.status(),
        sample.label(),
        sample.startedAt(),
        sample.endedAt(),
        sample.git(),
        sample.environmentAtStart(),
        sample.environmentAtEnd(),
        sample.configuration(),
        sample.warnings(),
        List.of(cells));
  }

  /** A cell with one sample a fork; one fork that failed if there is none. */
  private static CellResult cell(String source, String destination, String mode, double... forks) {
    return new CellResult(
        "peer-" + source + "-to-" + destination + "-idle-" + mode,
        "peer",
        CellRole.SUBJECT,
        "dev.multifd.bench.Example.migrate",
        Map.of("source", source, "destination", destination, "guestSize", "16G"),
        CellStatus.OK,
        null,
        new Metric("ss", "ms", Better.LOWER),
        forks.length == 0 ? List.of(List.of()) : Arrays.stream(forks).mapToObj(List::of).toList(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        null,
        List.of());
  }
}
