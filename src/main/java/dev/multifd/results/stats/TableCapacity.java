package dev.multifd.results.stats;

/**
 * How many rows a number of forks carries. The smallest p of an exact test is that of two samples
 * that do not overlap, and in a table it must come below the level divided by the rows, or no row
 * of it can ever differ, whatever was measured.
 *
 * @param level such as 0.05, of the whole table
 */
public record TableCapacity(double level) {

  /** The smallest two-sided p that so many figures against so many can have. */
  public static double smallestP(int first, int second) {
    double choices = 1;
    for (int i = 1; i <= first; i++) {
      choices *= (second + i) / (double) i;
    }
    return Math.min(1, 2 / choices);
  }

  /** Whether so many forks against so many can show a difference in a table of that many rows. */
  public boolean carries(int first, int second, int rows) {
    return smallestP(first, second) * rows <= level;
  }

  /** The forks that each side needs for a table of that many rows. */
  public int forks(int rows) {
    int forks = 1;
    while (!carries(forks, forks, rows)) {
      forks++;
    }
    return forks;
  }
}
