package dev.multifd.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {

  @Test
  void oneLineACellAndEveryReason() {
    List<String> lines = TextReport.lines(SampleRun.of(RunStatus.COMPLETE));

    assertThat(lines.get(0))
        .matches("cell +regime +median +\\[min, max] +unit +cold +totalMs +normalPages");
    assertThat(lines.get(1))
        .matches(
            "idle-16G-clusters-precopy \\(baseline\\) +never touched +318\\.5 +\\[311\\.5, 325\\.5]"
                + " +ms/op +500\\.5 +300\\.5 +7");
    assertThat(lines.get(2)).matches("idle-16G-clusters-multifd-4ch +written zeroes +failed");
    assertThat(lines.get(3)).matches("idle-256G-clusters-multifd-4ch +written zeroes +skipped");
    assertThat(lines)
        .contains(
            "regime: the memory that the source reads",
            "  written zeroes: each zero page is memory of its own")
        .noneMatch(line -> line.startsWith("  image"));
  }

  @Test
  void whatIsMissingComesLast() {
    assertThat(TextReport.lines(SampleRun.of(RunStatus.COMPLETE)))
        .endsWith(
            "warning: the load was high; run again",
            "failed idle-16G-clusters-multifd-4ch: fork 1: page 7 differs",
            "skipped idle-256G-clusters-multifd-4ch: needs 40 GiB of memory");
  }

  @Test
  void theTotalOfInfoMigrateIsToldFromTheScore() {
    assertThat(TextReport.lines(SampleRun.of(RunStatus.COMPLETE)))
        .anyMatch(line -> line.startsWith("totalMs: the total of info migrate; the median also"));
  }

  @Test
  void numbersKeepTheDigitsThatMean() {
    assertThat(TextReport.number(1234.56)).isEqualTo("1234.6");
    assertThat(TextReport.number(12.345)).isEqualTo("12.35");
    assertThat(TextReport.number(0.12345)).isEqualTo("0.1235");
  }
}
