package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares guest RAM with content: one thread's share of it. */
final class RamVerifier {
  /** Opens what tells a thread which pages are present. */
  @FunctionalInterface
  interface PresenceOpener {
    PresentPages open() throws IOException;
  }

  /** Pages compared at a time: small enough for the expected bytes to stay in the cache. */
  private static final int STEP_PAGES = 16;

  private static final long STEP_BYTES = (long) STEP_PAGES * RamBlock.PAGE_BYTES;

  /** A page that differs; the lowest is the one that is told. */
  private record Mismatch(int block, long page, String text) {
    boolean isBefore(@Nullable Mismatch other) {
      return other == null || block < other.block || (block == other.block && page < other.page);
    }
  }

  private final List<RamBlock> blocks;
  private final ContentMap map;
  private final PageReader reader;
  private final PresentPages presence;
  private final MemorySegment zeroes = Arena.ofAuto().allocate(STEP_BYTES, RamBlock.PAGE_BYTES);
  private final MemorySegment expected = Arena.ofAuto().allocate(STEP_BYTES, RamBlock.PAGE_BYTES);
  private long pagesCompared;
  private long pagesAbsent;
  private long mismatches;
  private @Nullable Mismatch first;

  private RamVerifier(GuestRam ram, ContentMap map, PageReader reader, PresentPages presence) {
    this.blocks = ram.blocks();
    this.map = map;
    this.reader = reader;
    this.presence = presence;
  }

  /**
   * Compares all of {@code ram}: pages of {@code map} with what a thread's reader says, all others
   * with zero.
   */
  static Verification verify(
      GuestRam ram, ContentMap map, Supplier<PageReader> readers, PresenceOpener presenceOpener)
      throws IOException {
    map.requireLayoutOf(ram);
    long startNs = System.nanoTime();
    List<RamVerifier> shares =
        RamPieces.share(
            ram,
            pieces -> {
              try (PresentPages presence = presenceOpener.open()) {
                RamVerifier share = new RamVerifier(ram, map, readers.get(), presence);
                for (var piece = pieces.next(); piece != null; piece = pieces.next()) {
                  share.verify(piece);
                }
                return share;
              }
            });
    RamVerifier sum = shares.getFirst();
    shares.stream().skip(1).forEach(sum::add);
    return new Verification(
        sum.pagesCompared,
        sum.pagesAbsent,
        sum.mismatches,
        sum.first == null ? null : sum.first.text,
        System.nanoTime() - startNs);
  }

  private void add(RamVerifier other) {
    pagesCompared += other.pagesCompared;
    pagesAbsent += other.pagesAbsent;
    mismatches += other.mismatches;
    if (other.first != null && other.first.isBefore(first)) {
      first = other.first;
    }
  }

  private void verify(RamPieces.Piece piece) throws IOException {
    List<PageRun> content = map.within(piece);
    List<PageRun> present = presence.within(blocks.get(piece.block()), piece.first(), piece.end());
    int nextContent = 0;
    int nextPresent = 0;
    long at = piece.first();
    while (at < piece.end()) {
      // From one border of either list to the next, content and presence stay what they are.
      nextContent += endsAt(content, nextContent, at);
      nextPresent += endsAt(present, nextPresent, at);
      boolean hasContent = covers(content, nextContent, at);
      boolean isPresent = covers(present, nextPresent, at);
      long end =
          Math.min(
              borderAfter(content, nextContent, at, piece.end()),
              borderAfter(present, nextPresent, at, piece.end()));
      if (hasContent || isPresent) {
        compare(piece.block(), at, end, hasContent, isPresent);
      } else {
        pagesAbsent += end - at;
      }
      at = end;
    }
  }

  private static int endsAt(List<PageRun> list, int index, long page) {
    return index < list.size() && list.get(index).end() == page ? 1 : 0;
  }

  private static boolean covers(List<PageRun> list, int index, long page) {
    return index < list.size() && list.get(index).first() <= page;
  }

  private static long borderAfter(List<PageRun> list, int index, long page, long end) {
    if (index == list.size()) {
      return end;
    }
    PageRun run = list.get(index);
    return run.first() > page ? run.first() : run.end();
  }

  private void compare(
      int block, long firstPage, long endPage, boolean hasContent, boolean isPresent)
      throws IOException {
    MemorySegment memory = blocks.get(block).memory();
    for (long page = firstPage; page < endPage; page += STEP_PAGES) {
      long bytes = Math.min(STEP_PAGES, endPage - page) << RamBlock.PAGE_BITS;
      MemorySegment wanted = zeroes;
      if (hasContent) {
        wanted = expected;
        reader.read(block, page, expected.asSlice(0, bytes));
      }
      if (isPresent) {
        compare(block, page, wanted, memory, page << RamBlock.PAGE_BITS, bytes);
      } else {
        compare(block, page, wanted, zeroes, 0, bytes);
      }
    }
    pagesCompared += endPage - firstPage;
  }

  private void compare(
      int block, long page, MemorySegment wanted, MemorySegment found, long from, long bytes) {
    long at = 0;
    while (at < bytes) {
      long same = MemorySegment.mismatch(wanted, at, bytes, found, from + at, from + bytes);
      if (same < 0) {
        return;
      }
      long differs = at + same;
      mismatches++;
      long differingPage = page + (differs >> RamBlock.PAGE_BITS);
      if (first == null || new Mismatch(block, differingPage, "").isBefore(first)) {
        first =
            new Mismatch(
                block,
                differingPage,
                text(
                    block,
                    differingPage,
                    (int) (differs & (RamBlock.PAGE_BYTES - 1)),
                    wanted.get(JAVA_BYTE, differs),
                    found.get(JAVA_BYTE, from + differs)));
      }
      at = (differs | (RamBlock.PAGE_BYTES - 1)) + 1;
    }
  }

  private String text(int block, long page, int index, byte wanted, byte found) {
    return String.format(
        Locale.ROOT,
        "%s page 0x%x (byte %d: expected 0x%02x, found 0x%02x)",
        blocks.get(block).idstr(),
        page,
        index,
        wanted,
        found);
  }
}
