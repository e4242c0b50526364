package dev.multifd.destination;

import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.wire.BlockEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The blocks of the guest that is being loaded, by name. */
final class IncomingRam {
  private final Map<String, IncomingBlock> blocks = new HashMap<>();

  IncomingRam(GuestRam ram, PopulationPolicy policy) {
    for (RamBlock block : ram.blocks()) {
      blocks.put(block.idstr(), new IncomingBlock(block, policy));
    }
  }

  /** The block of that name. */
  IncomingBlock require(String idstr) throws MigrationException {
    IncomingBlock block = blocks.get(idstr);
    if (block == null) {
      throw new MigrationException(
          "unknown RAM block '" + idstr + "'; this guest has " + blocks.keySet());
    }
    return block;
  }

  /** Refuses a source whose blocks are not ours, in name and size. */
  void checkLayout(List<BlockEntry> list) throws MigrationException {
    Set<String> seen = new HashSet<>();
    for (BlockEntry entry : list) {
      RamBlock block = require(entry.idstr()).block();
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
  }

  /** Pages that have arrived at least once. */
  long receivedPages() {
    return blocks.values().stream().mapToLong(IncomingBlock::receivedPages).sum();
  }
}
