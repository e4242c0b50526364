package dev.multifd.guest;

/**
 * Pages of one block that follow on each other.
 *
 * @param first number of the first page
 * @param pages how many, at least 1
 */
public record PageRun(long first, long pages) {
  /**
   * @throws IllegalArgumentException if it is empty or begins below 0
   */
  public PageRun {
    if (first < 0 || pages < 1) {
      throw new IllegalArgumentException("no run of pages: " + pages + " from " + first);
    }
  }

  /** The page after the last. */
  public long end() {
    return first + pages;
  }
}
