package dev.multifd.destination;

import dev.multifd.wire.BlockEntry;
import java.io.IOException;
import java.util.List;

/** Where the memory comes from that a source's RAM blocks are loaded into. */
@FunctionalInterface
interface RamSupply {
  /**
   * Finds never-touched memory for the blocks that the source lists. The main loader's thread calls
   * it once.
   *
   * @return a block for each that is listed
   * @throws IOException naming the block that cannot be had, and why
   */
  List<IncomingBlock> blocksFor(List<BlockEntry> list) throws IOException;
}
