package dev.multifd.source;

import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import java.util.function.Predicate;

/**
 * What the destination's RAM holds before anything arrives. A zero page that arrives once on a
 * multifd channel is not written (QEMU migration/multifd-zero-page.c, {@code
 * multifd_recv_zero_page_process}): where the destination's page is not zero, it must go whole.
 * Zero pages on the main channel are written wherever that is needed.
 */
public enum PeerRam {
  /** Nothing: it was mapped for this migration. */
  NEVER_TOUCHED {
    @Override
    Predicate<RamBlock> zeroBlocks(GuestRam ram) {
      return block -> true;
    }
  },

  /**
   * A machine that has just been started has filled its firmware, its ROMs, its tables and some
   * video memory. No name tells these blocks from the guest's own memory, but sizes do: that are
   * the largest block and each that has a gibibyte.
   */
  STARTED_MACHINE {
    @Override
    Predicate<RamBlock> zeroBlocks(GuestRam ram) {
      long largest = ram.blocks().stream().mapToLong(RamBlock::usedBytes).max().orElse(0);
      long least = Math.min(largest, GIBIBYTE);
      return block -> block.usedBytes() >= least;
    }
  };

  private static final long GIBIBYTE = 1L << 30;

  /** Those blocks of {@code ram} that are zero at the destination. */
  abstract Predicate<RamBlock> zeroBlocks(GuestRam ram);
}
