package dev.multifd.payload;

import dev.multifd.guest.BlockLayout;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.io.SystemCallException;
import java.util.List;

/** RAM for packets of pages: the block {@code ram} of 4096 pages and {@code rom} of 300. */
final class Blocks {
  private Blocks() {}

  static GuestRam map() throws SystemCallException {
    return GuestRam.map(
        List.of(new BlockLayout("ram", 4096 * 4096L), new BlockLayout("rom", 300 * 4096L)),
        HugePages.NEVER);
  }
}
