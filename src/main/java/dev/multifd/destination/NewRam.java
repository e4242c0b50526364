package dev.multifd.destination;

import dev.multifd.guest.BlockLayout;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.wire.BlockEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** RAM that is mapped when the block list arrives, for a source of which nothing is known. */
final class NewRam implements RamSupply {
  private final ForeignGuest guest;
  private final PopulationPolicy policy;

  NewRam(ForeignGuest guest, PopulationPolicy policy) {
    this.guest = guest;
    this.policy = policy;
  }

  /**
   * @throws MigrationException if a block is not made of whole pages, or all together are larger
   *     than is allowed: before anything is mapped
   */
  @Override
  public List<IncomingBlock> blocksFor(List<BlockEntry> list) throws IOException {
    List<BlockLayout> layout = new ArrayList<>();
    long bytes = 0;
    for (BlockEntry entry : list) {
      layout.add(layoutOf(entry));
      bytes += entry.usedBytes();
    }
    // The sum is the block list's total, which the decoder holds below 2^63.
    if (bytes > guest.maxRamBytes()) {
      throw new MigrationException(
          "the source's RAM blocks have "
              + bytes
              + " bytes together, more than the "
              + guest.maxRamBytes()
              + " allowed here (--max-ram allows more)");
    }
    GuestRam ram = GuestRam.map(layout, HugePages.NEVER);
    guest.keepRam(ram);
    return ram.blocks().stream().map(block -> new IncomingBlock(block, policy)).toList();
  }

  private static BlockLayout layoutOf(BlockEntry entry) throws MigrationException {
    try {
      return new BlockLayout(entry.idstr(), entry.usedBytes());
    } catch (IllegalArgumentException e) {
      throw new MigrationException(String.valueOf(e.getMessage()), e);
    }
  }
}
