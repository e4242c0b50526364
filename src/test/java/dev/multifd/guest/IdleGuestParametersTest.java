package dev.multifd.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleGuestParametersTest {
  private static final IdleGuestParameters LETTER = IdleGuestParameters.DEFAULT;

  @Test
  void theDefaultIsTheLettersGuest() {
    IdleGuest guest = new IdleGuest(LETTER);
    assertThat(guest.totalPages()).isEqualTo(4_194_498);
    assertThat(guest.nonZeroPages()).isEqualTo(149_420);
    // "total ram: 16777992 kbytes"
    assertThat(guest.totalPages() * 4).isEqualTo(16_777_992);
    assertThat(LETTER.mix()).hasToString("90/9/1");
    assertThat(LETTER.placement()).isEqualTo(Placement.CLUSTERS);
    assertThat(LETTER.zeroState()).isEqualTo(ZeroState.NEVER_TOUCHED);
  }

  @ParameterizedTest
  @CsvSource({
    "2097152, 194", // the share would be 25: the firmware is there all the same
    "1073741824, 9345",
    "8589934592, 74713",
    "17179869184, 149420",
    "68719476736, 149420",
    "1099511627776, 149420",
  })
  void scalesBelowTheLettersSizeAndStaysAbove(long ramBytes, long nonZeroPages) {
    assertThat(LETTER.withRamBytes(ramBytes).nonZeroPages()).isEqualTo(nonZeroPages);
  }

  @ParameterizedTest
  @CsvSource({"0", "-4096", "2093056", "1099511631872"})
  void refusesSizesOutOfRange(long ramBytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LETTER.withRamBytes(ramBytes))
        .withMessage(
            "guest size " + ramBytes + " bytes: give 2 MiB (2097152) to 1 TiB (1099511627776)");
  }

  @Test
  void refusesHalfPages() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LETTER.withRamBytes((1 << 30) + 100))
        .withMessage(
            "guest size 1073741924 bytes is no multiple of the page size: give 1073741824 or"
                + " another multiple of 4096");
  }

  @ParameterizedTest
  @CsvSource({"193", "-1", "707"})
  void refusesMorePagesThanThereAreAndFewerThanTheFirmware(long nonZeroPages) {
    IdleGuestParameters small = LETTER.withRamBytes(2 << 20);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small.withNonZeroPages(nonZeroPages))
        .withMessage(
            nonZeroPages + " non-zero pages: a guest of 2 MiB has 194 (its firmware) to 706 (all)");
  }

  @Test
  void takesTheBordersOfTheRange() {
    IdleGuestParameters small = LETTER.withRamBytes(2 << 20);
    assertThat(new IdleGuest(small.withNonZeroPages(194)).runs(0)).isEmpty();
    assertThat(new IdleGuest(small.withNonZeroPages(706)).runs(0))
        .containsExactly(new PageRun(0, 512));
  }

  @ParameterizedTest
  @CsvSource({"90, 9, 2", "101, -1, 0", "0, 0, 0"})
  void refusesAMixThatIsNotAHundredPercent(int dense, int sampledZero, int singleByte) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PageMix(dense, sampledZero, singleByte))
        .withMessage(
            "page mix %d/%d/%d: give three shares of 0 or more that add up to 100 percent"
                .formatted(dense, sampledZero, singleByte));
  }

  @Test
  void withersChangeOneThing() {
    IdleGuestParameters changed =
        LETTER
            .withRamBytes(1 << 30)
            .withNonZeroPages(1_000)
            .withPlacement(Placement.LOW)
            .withMix(new PageMix(0, 0, 100))
            .withTexture(Texture.TEXT)
            .withZeroState(ZeroState.READ_TOUCHED)
            .withSeed(7);
    assertThat(changed)
        .isEqualTo(
            new IdleGuestParameters(
                1 << 30,
                1_000,
                Placement.LOW,
                new PageMix(0, 0, 100),
                Texture.TEXT,
                ZeroState.READ_TOUCHED,
                7));
  }
}
