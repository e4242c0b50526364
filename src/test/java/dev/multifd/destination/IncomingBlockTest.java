package dev.multifd.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.fixture.Pages;
import dev.multifd.guest.BlockLayout;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.SystemCallException;
import dev.multifd.lifecycle.MigrationException;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IncomingBlockTest {
  private static final int PAGES = 1500;

  private final GuestRam ram =
      GuestRam.map(List.of(new BlockLayout("ram", PAGES * 4096L)), GuestRam.HugePages.NEVER);
  private final RamBlock block = ram.blocks().getFirst();

  IncomingBlockTest() throws SystemCallException {}

  @AfterEach
  void unmap() {
    ram.close();
  }

  /** Runs over word borders, each page counted once and cleared only when it comes again. */
  @ParameterizedTest
  @EnumSource(PopulationPolicy.class)
  void knowsEachPageThatHasArrived(PopulationPolicy policy) throws SystemCallException {
    IncomingBlock incoming = new IncomingBlock(block, policy);
    BitSet arrived = new BitSet(PAGES);
    BitSet dirt = new BitSet(PAGES);
    Random random = new Random(3);
    for (int run = 0; run < 600; run++) {
      int first = random.nextInt(PAGES);
      int pages = 1 + random.nextInt(Math.min(200, PAGES - first));
      if (random.nextBoolean()) {
        incoming.normalRun((long) first << 12, pages);
        for (int page = first; page < first + pages; page++) {
          Pages.fillOneByte(block, page, 7);
        }
        dirt.set(first, first + pages);
      } else {
        incoming.zeroRun((long) first << 12, pages);
        for (int page = first; page < first + pages; page++) {
          if (arrived.get(page)) {
            dirt.clear(page);
          }
        }
      }
      arrived.set(first, first + pages);
      assertThat(incoming.receivedPages()).isEqualTo(arrived.cardinality());
    }
    for (int page = 0; page < PAGES; page++) {
      assertThat(Pages.isZero(block, page)).as("page %d", page).isEqualTo(!dirt.get(page));
    }
  }

  @Test
  void preparingDoesNotTouchWhatIsThere() throws SystemCallException {
    for (PopulationPolicy policy : PopulationPolicy.values()) {
      Pages.fill(block, 511, 1);
      Pages.fill(block, 1023, 2);
      new IncomingBlock(block, policy).normalRun(500 << 12, 600);
      assertThat(Pages.isZero(block, 511)).isFalse();
      assertThat(Pages.isZero(block, 1023)).isFalse();
      assertThat(Pages.isZero(block, 512)).isTrue();
    }
  }

  @Test
  void holdsWholePagesWithinItsSize() {
    IncomingBlock incoming = new IncomingBlock(block, PopulationPolicy.TOUCH);
    for (long good : new long[] {0, 0x1000, (PAGES - 1) * 4096L}) {
      assertThat(incoming.holdsPage(good)).as("%x", good).isTrue();
    }
    for (long bad :
        new long[] {1, 0xfff, PAGES * 4096L, -4096, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 62}) {
      assertThat(incoming.holdsPage(bad)).as("%x", bad).isFalse();
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(() -> incoming.check("zero page", bad))
          .withMessage(
              "zero page offset 0x"
                  + Long.toHexString(bad)
                  + " is no page of block ram (0x5dc000 bytes, pages of 0x1000)");
    }
  }
}
