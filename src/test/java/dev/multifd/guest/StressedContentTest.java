package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.multifd.guest.GuestRam.HugePages;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StressedContentTest {
  private static final int PAGE = RamBlock.PAGE_BYTES;
  private static final IdleGuestParameters IDLE =
      IdleGuestParameters.DEFAULT.withRamBytes(32L << 20).withNonZeroPages(2_000);
  private static final StressParameters STRESS = new StressParameters(2, 3L << 20, 0);

  private static StressedContent stressed(PageContent base) {
    return new StressedContent(base, STRESS);
  }

  /** As if the writers had written so much. */
  private static StressedContent after(StressedContent content, long first, long second) {
    content.hogs().get(0).writes().add(first);
    content.hogs().get(1).writes().add(second);
    return content;
  }

  private static GuestRam loaded(GuestContent content, HugePages hugePages) throws IOException {
    GuestRam ram = GuestRam.map(content.layout(), hugePages);
    content.load(ram);
    return ram;
  }

  private static long nonZeroPages(GuestRam ram) {
    long count = 0;
    byte[] zeroes = new byte[PAGE];
    for (RamBlock block : ram.blocks()) {
      for (long page = 0; page < block.pages(); page++) {
        byte[] bytes = block.memory().asSlice(page * PAGE, PAGE).toArray(JAVA_BYTE);
        count += Arrays.equals(bytes, zeroes) ? 0 : 1;
      }
    }
    return count;
  }

  @Test
  void isTheBaseBeforeAnybodyWrites() throws IOException {
    IdleGuest base = new IdleGuest(IDLE);
    try (GuestRam ram = loaded(stressed(base), HugePages.NEVER)) {
      assertThat(base.verify(ram).identical()).isTrue();
      assertThat(stressed(base).verify(ram).identical()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(ZeroState.class)
  void loadsAndVerifiesWhatTheWritersLeft(ZeroState zeroState) throws IOException {
    IdleGuest base = new IdleGuest(IDLE.withZeroState(zeroState));
    StressedContent content = after(stressed(base), 5_000, 768);
    try (GuestRam ram = loaded(content, HugePages.ADVISED)) {
      Verification verification = content.verify(ram);
      assertThat(verification.firstMismatch()).isNull();
      assertThat(verification.pagesCompared() + verification.pagesAbsent())
          .isEqualTo(content.totalPages());
      assertThat(content.nonZeroPages()).isEqualTo(nonZeroPages(ram));
      assertThat(base.verify(ram).mismatches()).isEqualTo(2 * 768);
    }
  }

  @Test
  void seesAPassThatWasLost() throws IOException {
    IdleGuest base = new IdleGuest(IDLE);
    try (GuestRam ram = loaded(after(stressed(base), 5_000, 800), HugePages.NEVER)) {
      StressedContent later = after(stressed(base), 5_001, 800);
      assertThat(later.verify(ram).mismatches()).isEqualTo(1);
      StressedContent aPassLater = after(stressed(base), 5_000 + 768, 800);
      assertThat(aPassLater.verify(ram).mismatches()).isEqualTo(768);
      StressedContent fewer = after(stressed(base), 5_000, 100);
      // Pages 32 to 99 were written once in either.
      assertThat(fewer.verify(ram).mismatches()).isEqualTo(768 - 68);
    }
  }

  @Test
  void seesAByteOfTheBaseThatChangedBesideAWord() throws IOException {
    StressedContent content = after(stressed(new IdleGuest(IDLE)), 1_000, 1_000);
    long page = content.hogs().get(1).pages().first() + 5;
    try (GuestRam ram = loaded(content, HugePages.NEVER)) {
      long at = page * PAGE + 8;
      byte before = ram.blocks().getFirst().memory().get(JAVA_BYTE, at);
      ram.blocks().getFirst().memory().set(JAVA_BYTE, at, (byte) (before ^ 1));
      Verification verification = content.verify(ram);
      assertThat(verification.mismatches()).isEqualTo(1);
      assertThat(verification.firstMismatch())
          .startsWith("pc.ram page 0x%x (byte 8: ".formatted(page));
    }
  }

  @ParameterizedTest
  @EnumSource(HugePages.class)
  void restoresWhatNobodyWrote(HugePages hugePages) throws IOException {
    StressedContent content = after(stressed(new IdleGuest(IDLE)), 1_000, 1_000);
    try (GuestRam ram = loaded(content, hugePages)) {
      RamBlock main = ram.blocks().getFirst();
      long present = Presence.pages(main);
      for (long page = 0; page < main.pages(); page++) {
        main.memory().get(JAVA_BYTE, page * PAGE);
      }
      content.restore(ram);
      assertThat(Presence.pages(main)).isEqualTo(present).isLessThan(main.pages());
      assertThat(content.verify(ram).identical()).isTrue();
    }
  }

  @Test
  void soilsEveryPageThatMustArrive() throws IOException {
    StressedContent content = after(stressed(new IdleGuest(IDLE)), 768, 768);
    try (GuestRam ram = loaded(content, HugePages.NEVER);
        GuestRam soiled = GuestRam.map(content.layout(), HugePages.NEVER)) {
      content.soil(soiled);
      assertThat(content.verify(soiled).mismatches())
          .isEqualTo(content.nonZeroPages())
          .isEqualTo(nonZeroPages(ram));
    }
  }

  @Test
  void countsThePagesOfBothOnce() {
    IdleGuest low = new IdleGuest(IDLE.withPlacement(Placement.LOW));
    StressedContent content = stressed(low);
    // The base has the lowest 1806 pages, the writers 768 each from 2048 and from 3072 on.
    long tables = low.loadedBytes(HugePages.NEVER) - 2_000 * (long) PAGE;
    assertThat(content.loadedBytes(HugePages.NEVER)).isEqualTo((2_000 + 2 * 768L) * PAGE + tables);
    assertThat(content.loadedBytes(HugePages.ADVISED))
        .isEqualTo(((4 + 2 * 2) * 512L + 194) * PAGE + tables);
    assertThat(content.destinationResidentBytes(512))
        .isEqualTo(((4 + 2 * 2) * 512L + 194) * PAGE + tables);
    StressedContent covered =
        new StressedContent(low, STRESS.withWriters(1).withBytesPerWriter(32L << 20));
    assertThat(covered.loadedBytes(HugePages.NEVER)).isEqualTo((8_192 + 194L) * PAGE + tables);
  }

  @Test
  void countsNonZeroPagesOnlyWhenLoaded() {
    assertThatIllegalStateException()
        .isThrownBy(() -> stressed(new IdleGuest(IDLE)).nonZeroPages())
        .withMessage("the stressed guest is not loaded yet, so its pages are not counted");
  }

  @Test
  void describesItself() {
    IdleGuest base = new IdleGuest(IDLE);
    assertThat(stressed(base).describe())
        .isEqualTo(base.describe() + "; stress 2 x 3 MiB, flat out");
  }

  /** With a page of zeroes that is in the file, below a writer's and elsewhere. */
  @Test
  void liesOverAnImageToo(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("guest.ram");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(8_192L * PAGE);
      file.write(new byte[PAGE]);
      file.seek(2_050L * PAGE);
      file.write(new byte[2 * PAGE]);
      for (int page = 0; page < 2_000; page++) {
        file.write(1 + page % 255);
        file.write(new byte[PAGE - 1]);
      }
    }
    StressedContent content = after(stressed(RawImage.open(path)), 768, 5_000);
    try (GuestRam ram = loaded(content, HugePages.NEVER)) {
      assertThat(content.verify(ram).firstMismatch()).isNull();
      assertThat(content.nonZeroPages()).isEqualTo(nonZeroPages(ram));
    }
  }
}
