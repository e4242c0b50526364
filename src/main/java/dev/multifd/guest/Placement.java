package dev.multifd.guest;

import java.util.List;

/** Where in the main block an idle guest's non-zero pages lie. */
public enum Placement {
  /** In runs of 96 pages on average, scattered: like a real idle Linux guest. */
  CLUSTERS {
    @Override
    List<PageRun> place(long blockPages, long pages, SplitMix64 random) {
      return ClusteredRuns.place(blockPages, pages, random);
    }
  },
  /** In one run that begins at a huge page boundary about a quarter into the block. */
  ONE_BLOCK {
    @Override
    List<PageRun> place(long blockPages, long pages, SplitMix64 random) {
      long latest = blockPages - pages;
      long first = Math.min(blockPages / 4, latest) & -PAGES_PER_HUGE_PAGE;
      return List.of(new PageRun(first, pages));
    }
  },
  /** Single pages anywhere: the worst case for merging and for maps of what is present. */
  UNIFORM {
    @Override
    List<PageRun> place(long blockPages, long pages, SplitMix64 random) {
      return UniformRuns.place(blockPages, pages, random);
    }
  },
  /** In one run from page 0 on. */
  LOW {
    @Override
    List<PageRun> place(long blockPages, long pages, SplitMix64 random) {
      return List.of(new PageRun(0, pages));
    }
  };

  private static final long PAGES_PER_HUGE_PAGE = 512;

  /**
   * Chooses {@code pages} of a block's pages.
   *
   * @param pages 1 to {@code blockPages}
   * @return ascending runs, none touching the next
   */
  abstract List<PageRun> place(long blockPages, long pages, SplitMix64 random);
}
