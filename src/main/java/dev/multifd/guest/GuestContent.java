package dev.multifd.guest;

import dev.multifd.guest.GuestRam.HugePages;
import java.io.IOException;
import java.util.List;

/**
 * What a guest's RAM holds when the migration begins: made from a seed or read from an image, so
 * that either end can be compared with where it came from and not with the other end.
 */
public interface GuestContent {
  /** The blocks it fills, in the order of the block list. */
  List<BlockLayout> layout();

  /**
   * Fills {@code ram}. Pages that the content does not write stay never-touched.
   *
   * @param ram freshly mapped or discarded, with this content's {@link #layout()}
   * @throws IllegalArgumentException if {@code ram} has another layout
   * @throws IOException if the content cannot be read or the memory not populated
   */
  void load(GuestRam ram) throws IOException;

  /**
   * Fills the pages that the content writes with a byte that none of a made-up guest's, and hardly
   * any of a real one's, is full of, so that each must arrive to be right. All others stay
   * never-touched.
   *
   * @param ram freshly mapped or discarded, with this content's {@link #layout()}
   * @throws IllegalArgumentException if {@code ram} has another layout
   * @throws IOException if the memory cannot be populated
   */
  void soil(GuestRam ram) throws IOException;

  /**
   * Puts a loaded {@code ram} back in the state that {@link #load} left, after a migration has read
   * it: pages that were never touched are so again.
   *
   * @throws IOException if the kernel refuses
   */
  void restore(GuestRam ram) throws IOException;

  /**
   * Pages that hold any byte other than zero.
   *
   * @throws IllegalStateException if that is known only after {@link #load}
   */
  long nonZeroPages();

  /** Pages in all blocks. */
  default long totalPages() {
    return layout().stream().mapToLong(BlockLayout::pages).sum();
  }

  /**
   * Bytes that are resident at the source after {@link #load}, at most: whole huge pages where
   * those are advised, and page tables for all.
   */
  long loadedBytes(HugePages hugePages);

  /**
   * Bytes that may become resident at the source, at most, once every page was read: what is
   * loaded, and all the rest where the kernel has no shared page of zeroes.
   */
  long sourceResidentBytes(HugePages hugePages);

  /**
   * Bytes that may become resident at the destination, at most: its zero pages are not written, and
   * huge pages are taken only where a run of a whole packet begins one, or brings it enough pages.
   *
   * @param hugeFromPages how many are enough
   */
  long destinationResidentBytes(int hugeFromPages);

  /** One line for people: kind, size, non-zero pages, placement. */
  String describe();

  /**
   * Compares all of {@code ram}, usually a destination's, with the seed or image. What the kernel
   * says is absent is zero and is not read; where the kernel cannot say, everything is read.
   *
   * @throws IllegalArgumentException if {@code ram} has another layout
   * @throws IOException if the content cannot be read again
   */
  Verification verify(GuestRam ram) throws IOException;
}
