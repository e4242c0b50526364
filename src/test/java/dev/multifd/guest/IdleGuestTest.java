package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.io.SharedZeroPage;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdleGuestTest {
  private static final int PAGE = RamBlock.PAGE_BYTES;
  private static final IdleGuestParameters SMALL =
      IdleGuestParameters.DEFAULT.withRamBytes(160L << 20).withNonZeroPages(3_000);

  private static GuestRam loaded(GuestContent content) throws IOException {
    GuestRam ram = GuestRam.map(content.layout(), HugePages.NEVER);
    content.load(ram);
    return ram;
  }

  private static MemorySegment page(GuestRam ram, int block, long page) {
    return ram.blocks().get(block).memory().asSlice(page * PAGE, PAGE);
  }

  @Test
  void hasTheBlocksOfAQ35WithOneNetworkCard() {
    assertThat(new IdleGuest(IdleGuestParameters.DEFAULT).layout())
        .containsExactly(
            new BlockLayout("pc.ram", 16L << 30),
            new BlockLayout("pc.bios", 262_144),
            new BlockLayout("0000:02:00.0/virtio-net-pci.rom", 262_144),
            new BlockLayout("pc.rom", 131_072),
            new BlockLayout("/rom@etc/acpi/tables", 131_072),
            new BlockLayout("/rom@etc/table-loader", 4_096),
            new BlockLayout("/rom@etc/acpi/rsdp", 4_096));
  }

  @ParameterizedTest
  @EnumSource(Placement.class)
  void loadsWhatItSays(Placement placement) throws IOException {
    IdleGuest guest = new IdleGuest(SMALL.withPlacement(placement));
    try (GuestRam ram = loaded(guest)) {
      long nonZero = 0;
      MemorySegment zero = MemorySegment.ofArray(new byte[PAGE]);
      for (int block = 0; block < ram.blocks().size(); block++) {
        for (long page = 0; page < ram.blocks().get(block).pages(); page++) {
          nonZero += page(ram, block, page).mismatch(zero) >= 0 ? 1 : 0;
        }
      }
      assertThat(nonZero).isEqualTo(3_000).isEqualTo(guest.nonZeroPages());
      Verification verification = guest.verify(ram);
      assertThat(verification.identical()).isTrue();
      assertThat(verification.firstMismatch()).isNull();
      assertThat(verification.pagesCompared() + verification.pagesAbsent())
          .isEqualTo(guest.totalPages());
      assertThat(verification.elapsedNs()).isPositive();
    }
  }

  @Test
  void loadsTheSameAgainButNotForAnotherSeed() throws IOException {
    try (GuestRam first = loaded(new IdleGuest(SMALL));
        GuestRam second = loaded(new IdleGuest(SMALL));
        GuestRam other = loaded(new IdleGuest(SMALL.withSeed(43)))) {
      for (int block = 0; block < first.blocks().size(); block++) {
        MemorySegment memory = first.blocks().get(block).memory();
        assertThat(memory.mismatch(second.blocks().get(block).memory())).isEqualTo(-1);
        assertThat(memory.mismatch(other.blocks().get(block).memory())).isNotNegative();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ZeroState.class,
      names = {"NEVER_TOUCHED", "READ_TOUCHED"})
  void zeroPagesThatWereNotWrittenAreNoMemory(ZeroState zeroState) throws IOException {
    IdleGuest guest = new IdleGuest(SMALL.withZeroState(zeroState));
    try (GuestRam ram = loaded(guest)) {
      RamBlock main = ram.blocks().getFirst();
      boolean taken = zeroState == ZeroState.READ_TOUCHED && !SharedZeroPage.backsSmallPages();
      long present = taken ? main.pages() : 3_000 - IdleGuest.FIRMWARE_PAGES;
      assertThat(Presence.pages(main)).isEqualTo(present);
      Verification verification = guest.verify(ram);
      assertThat(verification.pagesCompared()).isEqualTo(present + IdleGuest.FIRMWARE_PAGES);
      assertThat(verification.pagesAbsent()).isEqualTo(main.pages() - present);
    }
  }

  @ParameterizedTest
  @EnumSource(HugePages.class)
  void restoresWhatWasNeverTouched(HugePages hugePages) throws IOException {
    IdleGuest guest = new IdleGuest(SMALL);
    try (GuestRam ram = GuestRam.map(guest.layout(), hugePages)) {
      guest.load(ram);
      RamBlock main = ram.blocks().getFirst();
      long loaded = Presence.pages(main);
      for (long page = 0; page < main.pages(); page++) {
        main.memory().get(JAVA_BYTE, page * RamBlock.PAGE_BYTES);
      }
      guest.restore(ram);
      assertThat(Presence.pages(main)).isEqualTo(loaded).isLessThan(main.pages());
      assertThat(guest.verify(ram).identical()).isTrue();
    }
  }

  @Test
  void writtenZeroesAreMemory() throws IOException {
    IdleGuest guest = new IdleGuest(SMALL.withZeroState(ZeroState.WRITTEN_ZEROES));
    try (GuestRam ram = loaded(guest)) {
      RamBlock main = ram.blocks().getFirst();
      assertThat(Presence.pages(main)).isEqualTo(main.pages());
      assertThat(guest.verify(ram).identical()).isTrue();
    }
  }

  @Test
  void soilsEveryPageThatMustArriveAndNoOther() throws IOException {
    IdleGuest guest = new IdleGuest(SMALL);
    try (GuestRam ram = GuestRam.map(guest.layout(), HugePages.NEVER)) {
      guest.soil(ram);
      assertThat(guest.verify(ram).mismatches()).isEqualTo(guest.nonZeroPages());
    }
  }

  @Test
  void refusesToReadTouchRamThatWasWritten() throws IOException {
    IdleGuest guest = new IdleGuest(SMALL.withZeroState(ZeroState.READ_TOUCHED));
    try (GuestRam ram = GuestRam.map(guest.layout(), HugePages.NEVER)) {
      ram.blocks().getFirst().memory().fill((byte) 1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> guest.load(ram))
          .withMessage("the guest RAM to load into was written before");
    }
  }

  @Test
  void refusesRamOfAnotherLayout() throws IOException {
    IdleGuest guest = new IdleGuest(SMALL);
    try (GuestRam ram =
        GuestRam.map(List.of(new BlockLayout("pc.ram", 160L << 20)), HugePages.NEVER)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> guest.load(ram))
          .withMessageStartingWith("the guest RAM has the blocks [pc.ram (167772160 bytes)]");
      assertThatIllegalArgumentException().isThrownBy(() -> guest.verify(ram));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 17, 4095})
  void seesOneFlippedBitInANonZeroPage(int index) throws IOException {
    IdleGuest guest = new IdleGuest(SMALL);
    long wrong = guest.runs(0).get(5).first();
    try (GuestRam ram = loaded(guest)) {
      MemorySegment memory = page(ram, 0, wrong);
      byte before = memory.get(JAVA_BYTE, index);
      memory.set(JAVA_BYTE, index, (byte) (before ^ 0x10));
      Verification verification = guest.verify(ram);
      assertThat(verification.identical()).isFalse();
      assertThat(verification.mismatches()).isEqualTo(1);
      assertThat(verification.firstMismatch())
          .isEqualTo(
              "pc.ram page 0x%x (byte %d: expected 0x%02x, found 0x%02x)"
                  .formatted(wrong, index, before, (byte) (before ^ 0x10)));
    }
  }

  @ParameterizedTest
  @EnumSource(ZeroState.class)
  void seesAZeroPageThatBecameNonZero(ZeroState zeroState) throws IOException {
    IdleGuest guest = new IdleGuest(SMALL.withZeroState(zeroState));
    long wrong = guest.runs(0).getLast().end();
    try (GuestRam ram = loaded(guest)) {
      page(ram, 0, wrong).set(JAVA_BYTE, 4095, (byte) 0x80);
      Verification verification = guest.verify(ram);
      assertThat(verification.mismatches()).isEqualTo(1);
      assertThat(verification.firstMismatch())
          .isEqualTo("pc.ram page 0x%x (byte 4095: expected 0x00, found 0x80)".formatted(wrong));
    }
  }

  @Test
  void seesNonZeroPagesThatNeverCame() throws IOException {
    IdleGuest guest = new IdleGuest(SMALL.withMix(new PageMix(100, 0, 0)));
    try (GuestRam ram = GuestRam.map(guest.layout(), HugePages.NEVER)) {
      Verification verification = guest.verify(ram);
      assertThat(verification.mismatches()).isEqualTo(3_000);
      assertThat(verification.firstMismatch())
          .startsWith("pc.ram page 0x%x (byte 0: expected 0x".formatted(firstPage(guest)))
          .endsWith(", found 0x00)");
    }
  }

  private static long firstPage(IdleGuest guest) {
    return guest.runs(0).getFirst().first();
  }

  @Test
  void seesANonZeroPageThatIsZero() throws IOException {
    IdleGuest guest = new IdleGuest(SMALL);
    try (GuestRam ram = loaded(guest)) {
      page(ram, 6, 0).fill((byte) 0);
      Verification verification = guest.verify(ram);
      assertThat(verification.mismatches()).isEqualTo(1);
      assertThat(verification.firstMismatch()).startsWith("/rom@etc/acpi/rsdp page 0x0 (byte ");
    }
  }

  @Test
  void seesTwoPagesSwapped() throws IOException {
    IdleGuest guest = new IdleGuest(SMALL.withPlacement(Placement.LOW));
    try (GuestRam ram = loaded(guest)) {
      MemorySegment one = page(ram, 0, 100);
      MemorySegment other = page(ram, 0, 2_000);
      MemorySegment kept = MemorySegment.ofArray(one.toArray(JAVA_BYTE));
      one.copyFrom(other);
      other.copyFrom(kept);
      Verification verification = guest.verify(ram);
      assertThat(verification.mismatches()).isEqualTo(2);
      assertThat(verification.firstMismatch()).startsWith("pc.ram page 0x64 (byte ");
    }
  }

  @Test
  void seesAPageOfTheWrongBlock() throws IOException {
    IdleGuest guest = new IdleGuest(SMALL);
    try (GuestRam ram = loaded(guest)) {
      page(ram, 1, 3).copyFrom(page(ram, 2, 3));
      assertThat(guest.verify(ram).mismatches()).isEqualTo(1);
    }
  }

  @Test
  void tellsTheLowestOfManyMismatches() throws IOException {
    IdleGuest guest = new IdleGuest(SMALL);
    try (GuestRam ram = loaded(guest)) {
      // In three pieces, which different threads may compare.
      for (long page : new long[] {39_000, 20_000, 1}) {
        page(ram, 0, page).fill((byte) 0xee);
      }
      Verification verification = guest.verify(ram);
      assertThat(verification.mismatches()).isEqualTo(3);
      assertThat(verification.firstMismatch()).startsWith("pc.ram page 0x1 (byte 0: ");
    }
  }

  @ParameterizedTest
  @EnumSource(HugePages.class)
  void countsAllMismatchesOfARun(HugePages hugePages) throws IOException {
    IdleGuest guest = new IdleGuest(SMALL);
    try (GuestRam ram = GuestRam.map(guest.layout(), hugePages)) {
      guest.load(ram);
      ram.blocks().getFirst().memory().asSlice(0, 5_000L * PAGE).fill((byte) 0xee);
      assertThat(guest.verify(ram).mismatches()).isEqualTo(5_000);
    }
  }

  @Test
  void verifiesTheSameWhereTheKernelDoesNotTellWhatIsAbsent() throws IOException {
    IdleGuest guest = new IdleGuest(SMALL);
    long wrong = guest.runs(0).getLast().end();
    try (GuestRam ram = loaded(guest)) {
      page(ram, 0, wrong).set(JAVA_BYTE, 1, (byte) 1);
      Verification verification = guest.verify(ram, IdleGuestTest::kernelOfOld);
      assertThat(verification.pagesCompared()).isEqualTo(guest.totalPages());
      assertThat(verification.pagesAbsent()).isZero();
      assertThat(verification.mismatches()).isEqualTo(1);
      assertThat(verification.firstMismatch())
          .isEqualTo("pc.ram page 0x%x (byte 1: expected 0x00, found 0x01)".formatted(wrong));
    }
  }

  private static PresentPages kernelOfOld() {
    return PresentPages.of(new UnknownPresence());
  }

  @Test
  void verifiesASparseTebibyteWithoutReadingIt() throws IOException {
    IdleGuest guest = new IdleGuest(SMALL.withRamBytes(1L << 40).withNonZeroPages(3_000));
    try (GuestRam ram = loaded(guest)) {
      Presence.needsPagemapScan(ram.blocks().get(1));
      Verification verification = guest.verify(ram);
      assertThat(verification.identical()).isTrue();
      assertThat(verification.pagesAbsent()).isEqualTo(guest.totalPages() - 3_000);
    }
  }

  @Test
  void estimatesWhatBecomesResident() {
    IdleGuest guest =
        new IdleGuest(
            SMALL
                .withPlacement(Placement.ONE_BLOCK)
                .withRamBytes(1L << 30)
                .withNonZeroPages(194 + 1_000));
    // A page table for each 2 MiB of the main block, and one for each of the six others.
    long tables = (512 + 6) * 4_096L;
    assertThat(guest.loadedBytes(HugePages.NEVER)).isEqualTo(1_194 * 4_096L + tables);
    assertThat(guest.loadedBytes(HugePages.ADVISED)).isEqualTo((2L << 21) + 194 * 4_096L + tables);
    assertThat(guest.sourceResidentBytes(HugePages.NEVER))
        .isEqualTo(
            SharedZeroPage.backsSmallPages()
                ? guest.loadedBytes(HugePages.NEVER)
                : guest.totalPages() * 4_096 + tables);
    IdleGuest written = new IdleGuest(guest.parameters().withZeroState(ZeroState.WRITTEN_ZEROES));
    assertThat(written.sourceResidentBytes(HugePages.NEVER))
        .isEqualTo(written.totalPages() * 4_096 + tables);
    // The run of 1000 pages begins two huge pages and leaves 24 pages of the second.
    assertThat(written.destinationResidentBytes(Integer.MAX_VALUE))
        .isEqualTo(guest.destinationResidentBytes(Integer.MAX_VALUE))
        .isEqualTo(guest.loadedBytes(HugePages.NEVER) + 24 * 4_096L);
  }

  @Test
  void countsAHugePageOnceForAllItsRuns() {
    // Every page but one in each 2 MiB: as many huge pages as there are.
    IdleGuest guest =
        new IdleGuest(
            SMALL.withRamBytes(4L << 20).withPlacement(Placement.UNIFORM).withNonZeroPages(1_100));
    assertThat(guest.runs(0)).hasSizeGreaterThan(2);
    assertThat(guest.loadedBytes(HugePages.ADVISED))
        .isEqualTo((4L << 20) + 194 * 4_096L + (2 + 6) * 4_096L);
    // Every run of a few pages is enough for a huge page, or none is.
    assertThat(guest.destinationResidentBytes(1))
        .isEqualTo((4L << 20) + 194 * 4_096L + (2 + 6) * 4_096L);
    assertThat(guest.destinationResidentBytes(512)).isEqualTo(1_100 * 4_096L + (2 + 6) * 4_096L);
  }

  @Test
  void describesItself() {
    assertThat(new IdleGuest(IdleGuestParameters.DEFAULT).describe())
        .isEqualTo(
            "idle guest, 16 GiB: 149420 of 4194498 pages non-zero (clusters, mix 90/9/1 %, seed"
                + " 42), others never touched");
    assertThat(
            new IdleGuest(
                    SMALL
                        .withPlacement(Placement.ONE_BLOCK)
                        .withZeroState(ZeroState.WRITTEN_ZEROES))
                .describe())
        .isEqualTo(
            "idle guest, 160 MiB: 3000 of 41154 pages non-zero (one block, mix 90/9/1 %, seed 42),"
                + " others written zeroes");
  }
}
