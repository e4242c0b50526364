package dev.multifd.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StressParametersTest {
  private static final StressParameters LETTER = StressParameters.DEFAULT;
  private static final List<BlockLayout> SMALL =
      List.of(new BlockLayout("rom", 4_096), new BlockLayout("pc.ram", 64L << 20));

  @Test
  void theDefaultIsTheLettersGuest() {
    assertThat(LETTER).isEqualTo(new StressParameters(4, 400L << 20, 0));
    assertThat(LETTER).hasToString("4 x 400 MiB, flat out");
    assertThat(LETTER.pagesPerWriter()).isEqualTo(102_400);
    assertThat(LETTER.withPagesPerSecond(50)).hasToString("4 x 400 MiB, 50 pages/s");
  }

  @Test
  void refusesNoWriters() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LETTER.withWriters(0))
        .withMessage("0 writers: give 1 or more, or leave the stress away");
  }

  @Test
  void refusesLessThanAPage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LETTER.withBytesPerWriter(4_095))
        .withMessage("4095 bytes a writer: give a page (4096) or more");
  }

  @Test
  void refusesHalfPages() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LETTER.withBytesPerWriter(10_000))
        .withMessage(
            "10000 bytes a writer is no multiple of the page size: give 8192 or another multiple of"
                + " 4096");
  }

  @Test
  void refusesANegativeRate() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LETTER.withPagesPerSecond(-1))
        .withMessage("-1 pages a second: give a rate, or 0 for as fast as the writers can");
  }

  @Test
  void refusesMoreThanTheLargestBlockHas() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hog.place(SMALL, LETTER))
        .withMessage(
            "4 writers of 400 MiB need more than the guest's largest block, pc.ram of 64 MiB, has:"
                + " give at most 16777216 bytes a writer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hog.place(SMALL, new StressParameters(3, Long.MAX_VALUE & -4_096, 0)))
        .withMessageEndingWith("give at most 22368256 bytes a writer");
  }

  @Test
  void refusesMoreWritersThanPages() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hog.place(SMALL, new StressParameters(16_385, 4_096, 0)))
        .withMessageEndingWith("give at most 16384 writers");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1024, 4096, 5120", // from a quarter on, whole huge pages
    "2, 1000, 4096, 5120", // at huge pages, though they are none
    "3, 5, 4096, 4608",
    "4, 4096, 0, 4096", // all there is
    "3, 5461, 1, 5462", // no room for huge pages
    "1, 16384, 0, 0",
  })
  void placesTheWritersApart(int writers, long pages, long first, long second) {
    List<Hog> hogs = Hog.place(SMALL, new StressParameters(writers, pages * 4_096, 0));
    assertThat(hogs).hasSize(writers).allMatch(hog -> hog.block() == 1);
    assertThat(hogs.getFirst().pages()).isEqualTo(new PageRun(first, pages));
    if (writers > 1) {
      assertThat(hogs.get(1).pages()).isEqualTo(new PageRun(second, pages));
    }
    assertThat(hogs.getLast().pages().end()).isLessThanOrEqualTo(16_384);
  }
}
