package dev.multifd.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.guest.BlockLayout;
import dev.multifd.guest.GuestRam;
import dev.multifd.io.SystemCallException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which runs are left to the preparation for short ones; regions have 512 pages. */
class HugeForLongRunsTest {
  private static final int ENOUGH = 16;

  private final GuestRam ram =
      GuestRam.map(
          List.of(new BlockLayout("ram", 4 * 512 * 4096L + 4096)), GuestRam.HugePages.NEVER);
  private final List<String> shortRuns = new ArrayList<>();
  private Population population = hugeFrom(ENOUGH);

  HugeForLongRunsTest() throws SystemCallException {}

  private Population hugeFrom(int pages) {
    return new HugeForLongRuns(
        ram.blocks().getFirst(),
        pages,
        (offset, bytes) -> shortRuns.add(offset / 4096 + "+" + bytes / 4096));
  }

  @AfterEach
  void unmap() {
    ram.close();
  }

  @Test
  void takesAHugePageForPagesEnough() throws SystemCallException {
    prepare(100, ENOUGH - 1);
    prepare(512 + 100, ENOUGH);
    assertThat(shortRuns).containsExactly("100+15");
  }

  @Test
  void theFirstRunOfARegionDecides() throws SystemCallException {
    prepare(5, 1);
    prepare(100, 100);
    prepare(512 + 100, 100);
    prepare(512 + 5, 1);
    assertThat(shortRuns).containsExactly("5+1", "100+100");
  }

  @Test
  void eachRegionCountsItsOwnPages() throws SystemCallException {
    prepare(512 - ENOUGH, ENOUGH + 2);
    assertThat(shortRuns).containsExactly("496+18");
    prepare(300, 1);
    assertThat(shortRuns).hasSize(1);
  }

  @Test
  void aWholePacketThatBeginsARegionIsLikelyToFillIt() throws SystemCallException {
    population = hugeFrom(512);
    prepare(512 - 2, 128);
    assertThat(shortRuns).containsExactly("510+128");
    prepare(512 + 126, 1);
    prepare(2 * 512 - 2, 127);
    assertThat(shortRuns).containsExactly("510+128", "1022+127");
  }

  @Test
  void theEndOfABlockIsNoHugePage() throws SystemCallException {
    prepare(4 * 512, 1);
    assertThat(shortRuns).containsExactly("2048+1");
  }

  @Test
  void breaksEvenWhereAHugePageCostsAsMuchAsItsPages() {
    assertThat(new FaultCosts(8_000, 80_000).breakEvenPages()).isEqualTo(10);
    assertThat(new FaultCosts(8_000, 80_001).breakEvenPages()).isEqualTo(11);
    assertThat(new FaultCosts(8_000, 100).breakEvenPages()).isEqualTo(1);
    assertThat(new FaultCosts(500, 900_000).breakEvenPages()).isEqualTo(512);
  }

  @Test
  void thisMachinesCostsAreMeasured() {
    FaultCosts costs = FaultCosts.ofHost();
    assertThat(costs.smallNs()).isPositive();
    assertThat(costs.hugeNs()).isGreaterThan(costs.smallNs());
  }

  private void prepare(long page, long pages) throws SystemCallException {
    population.prepare(page * 4096, pages * 4096);
  }
}
