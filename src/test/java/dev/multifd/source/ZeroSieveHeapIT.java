package dev.multifd.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.scan.ScannerKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A sieve takes no heap once C2 has compiled all of it, which takes longer than a short migration:
 * a scanner that it inlined in several places once took its vectors there.
 */
class ZeroSieveHeapIT {
  private static final int PAGES = 4096;
  private static final int WARM_SIFTS = 15_000;
  private static final int SIFTS = 1000;

  static Stream<ScannerKind> vectors() {
    return Stream.of(ScannerKind.VECTOR128, ScannerKind.VECTOR256, ScannerKind.VECTOR512)
        .filter(kind -> kind.reasonAbsent().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void aWarmSieveTakesNoHeap(ScannerKind kind) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (GuestRam ram = Ram.ofPages(PAGES)) {
      Ram.dirtyHalf(ram, 1);
      RamBlock block = ram.blocks().getFirst();
      block.memory().asSlice(PAGES * RamBlock.PAGE_BYTES / 2, RamBlock.PAGE_BYTES).fill((byte) 1);
      Claim claim = new Claim();
      claim.take(block, 0, block.dirty().wordCount());
      ZeroSieve sieve = new ZeroSieve(kind.create());
      for (int i = 0; i < WARM_SIFTS; i++) {
        sieve.sift(claim);
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < SIFTS; i++) {
        sieve.sift(claim);
      }
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .as("bytes in %d sifts", SIFTS)
          .isLessThan(SIFTS);
      assertThat(Arrays.stream(claim.zero).anyMatch(word -> word != 0)).isTrue();
    }
  }
}
