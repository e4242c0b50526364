package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.multifd.fixture.Pages;
import dev.multifd.guest.GuestRam.HugePages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PresenceMapTest {
  private static final IdleGuestParameters SMALL =
      IdleGuestParameters.DEFAULT.withRamBytes(64L << 20).withNonZeroPages(1_500);

  /** How a guest's memory came to be, and who is asked about it. */
  record Case(PresenceKind kind, Placement placement, ZeroState state, HugePages hugePages) {}

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (PresenceKind kind : PresenceKind.values()) {
      for (Placement placement : Placement.values()) {
        for (ZeroState state : ZeroState.values()) {
          for (HugePages hugePages : HugePages.values()) {
            cases.add(new Case(kind, placement, state, hugePages));
          }
        }
      }
    }
    return cases;
  }

  private static PresenceMap map(GuestRam ram, PresenceKind kind) throws IOException {
    try (PresenceKind.Choice choice = kind.open()) {
      return PresenceMap.take(ram, choice.source());
    }
  }

  /** What it calls absent is zero; in small pages that nobody read, it calls all of that absent. */
  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithReadingEveryPage(Case of) throws IOException {
    IdleGuest guest = new IdleGuest(SMALL.withPlacement(of.placement).withZeroState(of.state));
    try (GuestRam ram = GuestRam.map(guest.layout(), of.hugePages);
        PresenceKind.Choice choice = of.kind.open()) {
      guest.load(ram);
      PresenceMap map = map(ram, of.kind);
      boolean exact =
          choice.tells() && of.state == ZeroState.NEVER_TOUCHED && of.hugePages == HugePages.NEVER;
      for (RamBlock block : ram.blocks()) {
        for (long page = 0; page < block.pages(); page++) {
          boolean zero = Pages.isZero(block, page);
          boolean mayHoldData = map.mayHoldData(block, page);
          if (exact) {
            assertThat(mayHoldData).as("%s page %d", block, page).isEqualTo(!zero);
          } else if (!mayHoldData) {
            assertThat(zero).as("%s page %d", block, page).isTrue();
          }
          if (!choice.tells() || of.state == ZeroState.WRITTEN_ZEROES) {
            assertThat(mayHoldData).as("%s page %d", block, page).isTrue();
          }
        }
      }
    }
  }

  /** Runs within a word, up to and over the borders of words, and of several words. */
  @ParameterizedTest
  @CsvSource({"0, 1", "5, 7", "63, 64", "64, 65", "0, 64", "60, 70", "1, 129", "64, 192", "0, 200"})
  void setsTheBitsOfARunAndNoOthers(long first, long end) throws IOException {
    try (GuestRam ram =
        GuestRam.map(
            List.of(new BlockLayout("a", 4096), new BlockLayout("b", 200 * 4096)),
            HugePages.NEVER)) {
      RamBlock block = ram.blocks().get(1);
      PresenceMap map =
          PresenceMap.take(
              ram,
              (memory, consumer) -> {
                if (memory.equals(block.memory())) {
                  consumer.accept(memory.address() + first * 4096, (end - first) * 4096);
                }
              });
      for (long page = 0; page < block.pages(); page++) {
        assertThat(map.mayHoldData(block, page)).isEqualTo(page >= first && page < end);
        assertThat(map.word(block, (int) (page / 64)) >>> page % 64 & 1)
            .isEqualTo(page >= first && page < end ? 1 : 0);
      }
      assertThat(map.mayHoldData(ram.blocks().getFirst(), 0)).isFalse();
    }
  }

  @Test
  void isOfTheMomentWhenItWasTaken() throws IOException {
    try (GuestRam ram =
        GuestRam.map(List.of(new BlockLayout("ram", 100 * 4096)), HugePages.NEVER)) {
      RamBlock block = ram.blocks().getFirst();
      PresenceMap before = map(ram, PresenceKind.PAGEMAP_READ);
      block.memory().set(JAVA_BYTE, 70 * 4096, (byte) 0);
      assertThat(before.mayHoldData(block, 70)).isFalse();
      assertThat(map(ram, PresenceKind.PAGEMAP_READ).mayHoldData(block, 70)).isTrue();
    }
  }

  @Test
  void knowsItsGuestOnly() throws IOException {
    List<BlockLayout> layout = List.of(new BlockLayout("ram", 4096));
    try (GuestRam ram = GuestRam.map(layout, HugePages.NEVER);
        GuestRam other = GuestRam.map(layout, HugePages.NEVER)) {
      PresenceMap map = map(ram, PresenceKind.OFF);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> map.word(other.blocks().getFirst(), 0))
          .withMessageContaining("is not of the map's guest");
    }
  }
}
