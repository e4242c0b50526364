package dev.multifd.destination;

import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.wire.BlockEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** RAM that was mapped before anybody connected, for a source whose blocks are known. */
final class KnownRam implements RamSupply {
  // Made ready beforehand: no part of the migration's time.
  private final Map<String, IncomingBlock> blocks;

  KnownRam(GuestRam ram, PopulationPolicy policy) {
    blocks =
        IncomingRam.byName(ram.blocks().stream().map(b -> new IncomingBlock(b, policy)).toList());
  }

  /**
   * @throws MigrationException if the source's blocks are not ours, in name and size
   */
  @Override
  public List<IncomingBlock> blocksFor(List<BlockEntry> list) throws MigrationException {
    Set<String> seen = new HashSet<>();
    for (BlockEntry entry : list) {
      RamBlock block = IncomingRam.require(blocks, entry.idstr()).block();
      if (block.usedBytes() != entry.usedBytes()) {
        throw new MigrationException(
            "RAM block "
                + entry.idstr()
                + " has "
                + entry.usedBytes()
                + " bytes at the source and "
                + block.usedBytes()
                + " here");
      }
      if (!seen.add(entry.idstr())) {
        throw new MigrationException("RAM block " + entry.idstr() + " is listed twice");
      }
    }
    if (seen.size() != blocks.size()) {
      throw new MigrationException(
          "the source lists " + seen.size() + " RAM blocks, this guest has " + blocks.keySet());
    }
    return List.copyOf(blocks.values());
  }
}
