package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.multifd.io.Advice;
import dev.multifd.io.Errno;
import dev.multifd.io.Mapping;
import dev.multifd.io.SystemCallException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;

/** Brings content into fresh guest RAM, and the rest of the RAM into the state asked for. */
final class RamLoader {
  private static final byte SOIL = (byte) 0xa5;

  private final GuestRam ram;
  private final ContentMap map;
  private final ZeroState zeroState;

  private RamLoader(GuestRam ram, ContentMap map, ZeroState zeroState) {
    this.ram = ram;
    this.map = map;
    this.zeroState = zeroState;
  }

  /**
   * Loads the pages of {@code map} with a reader for each thread, and treats all other pages by
   * {@code zeroState}.
   *
   * @return the readers, for what they have counted
   */
  static <R extends PageReader> List<R> load(
      GuestRam ram, ContentMap map, ZeroState zeroState, Supplier<R> readers) throws IOException {
    map.requireLayoutOf(ram);
    RamLoader loader = new RamLoader(ram, map, zeroState);
    return RamPieces.share(
        ram,
        pieces -> {
          R reader = readers.get();
          for (var piece = pieces.next(); piece != null; piece = pieces.next()) {
            loader.load(piece, reader);
          }
          return reader;
        });
  }

  /** Fills the pages of {@code map} with a byte that hardly any page is full of. */
  static void soil(GuestRam ram, ContentMap map) throws IOException {
    load(ram, map, ZeroState.NEVER_TOUCHED, () -> (block, firstPage, pages) -> pages.fill(SOIL));
  }

  private void load(RamPieces.Piece piece, PageReader reader) throws IOException {
    MemorySegment memory = ram.blocks().get(piece.block()).memory();
    List<PageRun> content = map.within(piece);
    if (zeroState == ZeroState.WRITTEN_ZEROES) {
      populate(slice(memory, piece.first(), piece.end()), Advice.POPULATE_WRITE);
    }
    for (PageRun run : content) {
      MemorySegment pages = slice(memory, run.first(), run.end());
      populate(pages, Advice.POPULATE_WRITE);
      reader.read(piece.block(), run.first(), pages);
    }
    if (zeroState != ZeroState.NEVER_TOUCHED) {
      touchZeroPages(piece, memory, content);
    }
  }

  private void touchZeroPages(RamPieces.Piece piece, MemorySegment memory, List<PageRun> content)
      throws IOException {
    if (zeroState == ZeroState.READ_TOUCHED) {
      // Only now: a page that maps the zero page costs a second fault when it is written.
      populate(slice(memory, piece.first(), piece.end()), Advice.POPULATE_READ);
    }
    long at = piece.first();
    for (PageRun run : content) {
      touch(slice(memory, at, run.first()));
      at = run.end();
    }
    touch(slice(memory, at, piece.end()));
  }

  private void touch(MemorySegment zeroPages) {
    if (zeroState == ZeroState.WRITTEN_ZEROES) {
      zeroPages.fill((byte) 0);
      return;
    }
    for (long at = 0; at < zeroPages.byteSize(); at += RamBlock.PAGE_BYTES) {
      if (zeroPages.get(JAVA_BYTE, at) != 0) {
        throw new IllegalArgumentException("the guest RAM to load into was written before");
      }
    }
  }

  private static MemorySegment slice(MemorySegment memory, long firstPage, long endPage) {
    return memory.asSlice(
        firstPage << RamBlock.PAGE_BITS, (endPage - firstPage) << RamBlock.PAGE_BITS);
  }

  /** Saves a fault a page. A kernel before 5.14 does not know how; the accesses then fault. */
  private static void populate(MemorySegment memory, Advice advice) throws SystemCallException {
    try {
      Mapping.advise(memory.address(), memory.byteSize(), advice);
    } catch (SystemCallException e) {
      if (e.errno() != Errno.EINVAL) {
        throw e;
      }
    }
  }
}
