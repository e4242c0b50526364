package dev.multifd.payload;

import dev.multifd.guest.RamBlock;
import dev.multifd.io.Iovec;
import dev.multifd.io.StreamOutput;

/** See {@link PackingKind#PAGE_ENTRIES}. */
final class PageEntries extends OneWritev {
  PageEntries(StreamOutput output) {
    super(output);
  }

  @Override
  void add(Iovec iov, long address, long bytes) {
    iov.addPieces(address, bytes, RamBlock.PAGE_BYTES);
  }
}
