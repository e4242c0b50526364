package dev.multifd.migration.letter;

import static dev.multifd.migration.letter.GuestScenario.DIRTYING;
import static dev.multifd.migration.letter.GuestScenario.IDLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.multifd.guest.RamBlock;
import dev.multifd.migration.model.GuestParameters;
import dev.multifd.migration.model.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the committed figures say by themselves: no model. */
class CoverLetterTest {
  private static final long KBYTE = 1024;
  private static final long SET_BYTES =
      GuestParameters.DIRTYING.workingSetPages() * RamBlock.PAGE_BYTES;

  @Test
  void thereAreTenRunsOfTheSameParameters() {
    List<LetterRun> runs = Letters.letter().runs();
    assertThat(runs).hasSize(10);
    assertThat(runs).allMatch(r -> r.channels() == 4 && r.downtimeLimitMs() == 300);
    assertThat(runs).allMatch(r -> r.maxBandwidth() == 6L << 30);
    assertThat(runs).filteredOn(r -> !r.printed().completed()).hasSize(1);
    assertThat(runs)
        .extracting(r -> r.printed().totalRamKbytes())
        .containsOnly(null, LetterRun.GUEST_PAGES * RamBlock.PAGE_BYTES / KBYTE);
  }

  @Test
  void normalBytesAreNormalPages() {
    assertThat(Letters.letter().runs())
        .allMatch(r ->
            r.printed().normalKbytes() * KBYTE == r.printed().normalPages() * RamBlock.PAGE_BYTES);
  }

  @Test
  void precopysBooksAreRightToTheKilobyte() {
    LetterRun precopy = Letters.runs(IDLE, Pipeline.PRECOPY).getFirst();
    assertThat(precopy.recordBytes() / KBYTE).isEqualTo(precopy.printed().transferredRamKbytes());
  }

  /** To 2 kB: the lines of one output are read one after the other. */
  @Test
  void currentMultifdBooksItsZeroRecordsAlone() {
    for (GuestScenario scenario : GuestScenario.values()) {
      assertThat(Letters.runs(scenario, Pipeline.LEGACY))
          .hasSize(2)
          .allSatisfy(r ->
              assertThat(r.zeroRecordBytes() / KBYTE)
                  .isCloseTo(r.printed().precopyRamKbytes(), within(2L)));
    }
  }

  @Test
  void theIdleRunsAreSeventeenAndFourteenWindowsOfTheLimit() {
    List<LetterRun> runs = Letters.runs(IDLE, Pipeline.MULTIFD);
    assertThat(runs).extracting(r -> r.printed().precopyMs()).containsExactly(1700L, 1400L);
    assertThat(runs.getFirst().limitMs()).isCloseTo(1700.5, within(0.05));
    assertThat(runs.getLast().limitMs()).isCloseTo(1400.5, within(0.05));
  }

  @Test
  void theDirtyingRunsAreLimitedForAllButAFifthOfASecond() {
    assertThat(Letters.runs(DIRTYING, Pipeline.MULTIFD))
        .hasSize(2)
        .allSatisfy(r -> assertThat(r.printed().precopyMs() - r.limitMs()).isBetween(190.0, 220.0));
  }

  @Test
  void whatTheyBookedIsManyTimesWhatTheirPagesTake() {
    assertThat(Letters.runs(IDLE, Pipeline.MULTIFD))
        .allSatisfy(r -> {
          long booked = r.printed().transferredRamKbytes() * KBYTE;
          assertThat((double) booked / r.packedBytes()).isBetween(15.0, 20.0);
          assertThat(r.packedBytes()).as("a window").isLessThan(r.maxBandwidth() * 102 / 1000);
        });
  }

  @Test
  void eightThousandPagesAreMissingThereAndNowhereElse() {
    assertThat(Letters.runs(IDLE, Pipeline.MULTIFD))
        .extracting(LetterRun::missingPages)
        .containsExactly(8513L, 7940L);
    assertThat(Letters.runs(IDLE, Pipeline.LEGACY)).allMatch(r -> r.missingPages() <= 0);
    assertThat(Letters.runs(IDLE, Pipeline.PRECOPY)).allMatch(r -> r.missingPages() <= 0);
  }

  @Test
  void onlyThePrintedBandwidthOfMultifdWithZeroPagesHoldsTheSet() {
    assertThat(Letters.runs(DIRTYING, Pipeline.MULTIFD))
        .allMatch(r -> r.thresholdBytes() > SET_BYTES && r.printed().dirtySyncCount() == 4);
    assertThat(Letters.runs(DIRTYING, Pipeline.LEGACY))
        .allMatch(r -> r.thresholdBytes() < SET_BYTES);
    assertThat(Letters.runs(DIRTYING, Pipeline.PRECOPY))
        .allMatch(r -> r.thresholdBytes() < SET_BYTES);
  }

  /** The letter: "I started with 512MB, but multifd will not converge with that". */
  @Test
  void theLimitItselfHoldsTheSetAndNotTheOneThatWasTriedFirst() {
    LetterRun any = Letters.letter().runs().getFirst();
    assertThat(any.greatestThresholdBytes()).isBetween((double) SET_BYTES, 4.0 * (512 << 20));
  }

  @Test
  void whatFollowsIsMarked() {
    assertThat(Arithmetic.remarks(Letters.letter()))
        .hasSizeGreaterThan(20)
        .allMatch(
            r -> r.toString().startsWith("arithmetic ") || r.toString().startsWith("inference "))
        .anyMatch(r -> r.text().contains("1700.5 ms"));
  }

  @Test
  void anotherFileIsNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("other.json");
    Files.writeString(file, "{\"runs\": 3}");
    assertThatThrownBy(() -> CoverLetter.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other.json");
  }
}
