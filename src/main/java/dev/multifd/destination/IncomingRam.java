package dev.multifd.destination;

import dev.multifd.lifecycle.MigrationException;
import dev.multifd.wire.BlockEntry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The blocks of the guest that is being loaded, by name: none before the block list arrives. */
final class IncomingRam {
  private final RamSupply supply;
  private volatile Map<String, IncomingBlock> blocks = Map.of();

  IncomingRam(RamSupply supply) {
    this.supply = supply;
  }

  /** Finds memory for the blocks that the source lists. */
  void accept(List<BlockEntry> list) throws IOException {
    blocks = byName(supply.blocksFor(list));
  }

  static Map<String, IncomingBlock> byName(List<IncomingBlock> blocks) {
    Map<String, IncomingBlock> named = new LinkedHashMap<>();
    blocks.forEach(block -> named.put(block.block().idstr(), block));
    return named;
  }

  /** The block of that name. */
  IncomingBlock require(String idstr) throws MigrationException {
    return require(blocks, idstr);
  }

  static IncomingBlock require(Map<String, IncomingBlock> blocks, String idstr)
      throws MigrationException {
    IncomingBlock block = blocks.get(idstr);
    if (block == null) {
      throw new MigrationException(
          "unknown RAM block '" + idstr + "'; this guest has " + blocks.keySet());
    }
    return block;
  }

  /** Pages that have arrived at least once. */
  long receivedPages() {
    return blocks.values().stream().mapToLong(IncomingBlock::receivedPages).sum();
  }
}
