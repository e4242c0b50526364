package dev.multifd.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.counters.Counter;
import dev.multifd.fixture.Pages;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.PresenceMap;
import dev.multifd.guest.RamBlock;
import dev.multifd.scan.ScannerKind;
import dev.multifd.scan.ZeroPageScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a presence map is used: what is not read, and when. */
class PresencePassTest {
  private final GuestRam ram = Ram.ofPages(4000);
  private final RamBlock block = ram.blocks().getFirst();
  private final FirstRoundMap firstRound = new FirstRoundMap();
  private final Counter pagesNotRead = new Counter();
  private final Set<Long> read = new TreeSet<>();
  private final ZeroPageScanner scanner = ScannerKind.BYTES.create();
  private final ZeroSieve sieve =
      new ZeroSieve(
          (memory, offset, bytes) -> {
            read.add(offset >> RamBlock.PAGE_BITS);
            return scanner.isZero(memory, offset, bytes);
          },
          firstRound,
          pagesNotRead);

  PresencePassTest() throws IOException {}

  @AfterEach
  void unmap() {
    ram.close();
  }

  private Claim sifted() {
    Claim claim = new Claim();
    claim.take(block, 0, block.dirty().wordCount());
    sieve.sift(claim);
    return claim;
  }

  private static boolean zero(Claim claim, long page) {
    return (claim.zero[(int) (page / 64)] >>> page & 1) != 0;
  }

  private void present(Long... pages) throws IOException {
    Set<Long> present = Set.of(pages);
    firstRound.set(
        PresenceMap.take(
            ram,
            (memory, consumer) -> {
              for (long page : present) {
                consumer.accept(memory.address() + page * 4096, 4096);
              }
            }));
  }

  /** In one huge page or several, with data in none, some and all of those that are there. */
  @Test
  void readsPresentPagesOnly() throws IOException {
    block.dirty().setAll();
    Pages.fillOneByte(block, 7, 4095);
    Pages.fillOneByte(block, 3999, 0);
    Pages.fillOneByte(block, 600, 9);
    present(0L, 7L, 600L, 601L, 1500L, 3999L);
    Claim claim = sifted();
    assertThat(read).containsExactly(0L, 7L, 600L, 601L, 1500L, 3999L);
    for (long page = 0; page < 4000; page++) {
      assertThat(zero(claim, page)).isEqualTo(page != 7 && page != 600 && page != 3999);
    }
    assertThat(pagesNotRead.get()).isEqualTo(4000 - 6);
  }

  @Test
  void readsNothingOfAClaimThatIsAbsent() throws IOException {
    block.dirty().setAll();
    present();
    Claim claim = sifted();
    assertThat(read).isEmpty();
    for (int word = 0; word < claim.words(); word++) {
      assertThat(claim.zero[word]).isEqualTo(claim.dirty[word]);
    }
    assertThat(pagesNotRead.get()).isEqualTo(4000);
  }

  /** A page that is not dirty is none of the round's business, absent or not. */
  @Test
  void countsDirtyPagesOnly() throws IOException {
    block.dirty().set(5);
    block.dirty().set(6);
    present(6L, 7L);
    Claim claim = sifted();
    assertThat(read).containsExactly(6L);
    assertThat(claim.zero[0]).isEqualTo(0b110_0000);
    assertThat(pagesNotRead.get()).isEqualTo(1);
  }

  @Test
  void aSinglePageIsNotReadEither() throws IOException {
    present(6L);
    assertThat(sieve.isZero(block, 5 * 4096)).isTrue();
    assertThat(read).isEmpty();
    assertThat(sieve.isZero(block, 6 * 4096)).isTrue();
    assertThat(read).containsExactly(6L);
    assertThat(pagesNotRead.get()).isEqualTo(1);
  }

  /**
   * The map is of the moment before the first pass: a page that appears later is taken for zero, as
   * it was, however many iterations the pass has; when the map is dropped it is looked at.
   */
  @Test
  void theMapHoldsUntilItIsDropped() throws IOException, InterruptedException {
    List<Boolean> zero = new ArrayList<>();
    PresencePass pass =
        new PresencePass(
            ram,
            PresenceKind.PAGEMAP_READ,
            firstRound,
            new RamPass() {
              @Override
              public boolean send(Pace pace) {
                Pages.fill(block, 9, 1);
                block.dirty().set(9);
                zero.add(zero(sifted(), 9));
                return false;
              }

              @Override
              public long takenPages() {
                return zero.size();
              }
            });
    pass.send(Pace.UNLIMITED);
    pass.send(Pace.UNLIMITED);
    firstRound.drop();
    pass.send(Pace.UNLIMITED);
    assertThat(zero).containsExactly(true, true, false);
    assertThat(pass.takenPages()).isEqualTo(3);
    assertThat(pagesNotRead.get()).isEqualTo(2);
    PresenceReport report = pass.report(pagesNotRead.get());
    assertThat(report.method()).isEqualTo("/proc/self/pagemap");
    assertThat(report.takingNs()).isPositive();
    assertThat(report.pagesNotRead()).isEqualTo(2);
  }
}
