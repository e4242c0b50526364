package dev.multifd.guest;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * What a guest's RAM holds while a {@link StressGuest} writes to it: another content, and in each
 * writer's pages the word of its last visit. It is known from the seed or image and from the number
 * of writes alone, so that a lost page is found wherever it was lost.
 *
 * <p>It is exact while the writers are parked: before {@link StressGuest#start} and after {@link
 * StressGuest#stop}. Memory that is to be verified or loaded in between changes under the reader.
 */
public final class StressedContent extends PageContent {
  private final PageContent base;
  private final StressParameters parameters;
  private final List<Hog> hogs;
  private final ContentMap map;
  private volatile long zeroPagesUnderHogs = -1;

  /**
   * Places the writers' pages; touches no guest memory.
   *
   * @param base what the guest holds before anybody writes
   * @throws IllegalArgumentException if the writers' pages do not fit in the largest block
   */
  public StressedContent(PageContent base, StressParameters parameters) {
    this.base = base;
    this.parameters = parameters;
    this.hogs = Hog.place(base.layout(), parameters);
    this.map = base.map().with(hogs.getFirst().block(), hogs.stream().map(Hog::pages).toList());
  }

  /** How the guest is stressed. */
  public StressParameters parameters() {
    return parameters;
  }

  /** The pages of each writer, and how far it is. */
  List<Hog> hogs() {
    return hogs;
  }

  @Override
  ContentMap map() {
    return map;
  }

  @Override
  ZeroState zeroState() {
    return base.zeroState();
  }

  @Override
  OpenContent openPages() throws IOException {
    return new OpenOverlay(base.map(), base.openPages(), hogs);
  }

  private record OpenOverlay(ContentMap baseMap, OpenContent base, List<Hog> hogs)
      implements OpenContent {
    @Override
    public PageReader reader() {
      return new OverlaidPages(baseMap, base.reader(), hogs);
    }

    @Override
    public void close() throws IOException {
      base.close();
    }
  }

  @Override
  public void load(GuestRam ram) throws IOException {
    base.load(ram);
    long zeroPages = 0;
    for (Hog hog : hogs) {
      RamBlock block = ram.blocks().get(hog.block());
      zeroPages += hog.pages().pages() - nonZeroPages(block, hog);
      OverlaidPages.writeWords(hog, 0, block.pages(), block.memory());
    }
    zeroPagesUnderHogs = zeroPages;
  }

  /** Those among a writer's pages that the base has written and not with zeroes. */
  private long nonZeroPages(RamBlock block, Hog hog) {
    MemorySegment zeroPage = Arena.ofAuto().allocate(RamBlock.PAGE_BYTES);
    long nonZero = 0;
    // Others are zero, and stay untouched.
    for (PageRun run :
        PageRuns.within(
            base.map().runs().get(hog.block()), hog.pages().first(), hog.pages().end())) {
      for (long page = run.first(); page < run.end(); page++) {
        MemorySegment bytes =
            block.memory().asSlice(page << RamBlock.PAGE_BITS, RamBlock.PAGE_BYTES);
        nonZero += bytes.mismatch(zeroPage) >= 0 ? 1 : 0;
      }
    }
    return nonZero;
  }

  /**
   * Pages that hold any byte other than zero once every writer was everywhere, which is before
   * {@link StressGuest#start} returns.
   *
   * @throws IllegalStateException before {@link #load}
   */
  @Override
  public long nonZeroPages() {
    if (zeroPagesUnderHogs < 0) {
      throw new IllegalStateException(
          "the stressed guest is not loaded yet, so its pages are not counted");
    }
    return base.nonZeroPages() + zeroPagesUnderHogs;
  }

  @Override
  public String describe() {
    return base.describe() + "; stress " + parameters;
  }
}
