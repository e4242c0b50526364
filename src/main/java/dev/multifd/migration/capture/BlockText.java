package dev.multifd.migration.capture;

import dev.multifd.guest.RamBlock;
import java.util.Locale;

/** A block in one line, the same at both ends, so that they can be compared. */
final class BlockText {
  private BlockText() {}

  static String of(Manifest.Block block) {
    return String.format(
        Locale.ROOT,
        "block %s: %d bytes, %d of %d pages not zero, sha256 %s",
        block.idstr(),
        block.usedBytes(),
        block.nonZeroPages(),
        block.usedBytes() >> RamBlock.PAGE_BITS,
        block.sha256());
  }
}
