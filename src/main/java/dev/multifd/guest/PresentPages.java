package dev.multifd.guest;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Which pages of guest RAM may hold something, as runs. One thread uses it. */
final class PresentPages implements AutoCloseable {
  private final PresenceSource source;

  private PresentPages(PresenceSource source) {
    this.source = source;
  }

  /** Asks the kernel; all pages may hold something where it cannot tell. */
  static PresentPages ofKernel() {
    return of(PresenceKind.ON.open().source());
  }

  /** Asks {@code source}, and closes it in the end. */
  static PresentPages of(PresenceSource source) {
    return new PresentPages(source);
  }

  /** The runs of {@code block} within pages {@code first} to {@code end} - 1 that may hold data. */
  List<PageRun> within(RamBlock block, long first, long end) throws IOException {
    MemorySegment memory = block.memory();
    List<PageRun> runs = new ArrayList<>();
    source.dataRanges(
        memory.asSlice(first << RamBlock.PAGE_BITS, (end - first) << RamBlock.PAGE_BITS),
        (address, bytes) ->
            runs.add(
                new PageRun(
                    (address - memory.address()) >> RamBlock.PAGE_BITS,
                    bytes >> RamBlock.PAGE_BITS)));
    return runs;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
