package dev.multifd.migration.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The guest's writing threads. Their memory is made of huge pages that were wholly zero, scattered
 * over the RAM; each thread goes through its own in order, over and over.
 */
final class Writers {
  private static final int PAGES_PER_HUGE_PAGE = 512;

  private final PageMap map;
  private final GuestParameters guest;
  private final List<List<Integer>> hugePages = new ArrayList<>();
  private long writtenEach;
  private long syncedEach;

  Writers(PageMap map, GuestParameters guest, long seed) {
    this.map = map;
    this.guest = guest;
    List<Integer> free = freeHugePages();
    Collections.shuffle(free, new Random(seed));
    int each = guest.setPages() / PAGES_PER_HUGE_PAGE;
    for (int writer = 0; writer < guest.writers(); writer++) {
      hugePages.add(List.copyOf(free.subList(writer * each, (writer + 1) * each)));
    }
    hugePages.forEach(set ->
        set.forEach(huge ->
            IntStream.range(0, PAGES_PER_HUGE_PAGE)
                .forEach(i -> map.setNonZero((long) huge * PAGES_PER_HUGE_PAGE + i))));
  }

  private List<Integer> freeHugePages() {
    List<Integer> free = new ArrayList<>();
    int all = (int) (map.pages() / PAGES_PER_HUGE_PAGE);
    for (int huge = 0; huge < all; huge++) {
      if (isZero(huge)) {
        free.add(huge);
      }
    }
    return free;
  }

  private boolean isZero(int huge) {
    int words = PAGES_PER_HUGE_PAGE / Long.SIZE;
    return IntStream.range(0, words).allMatch(i -> map.nonZero(huge * words + i) == 0);
  }

  /** They have written until {@code ns} after their start, and then the bitmap is asked. */
  void syncedAt(long ns) {
    if (guest.writers() == 0) {
      return;
    }
    writtenEach = Math.round(guest.writesPerSecond() * (ns / 1e9) / guest.writers());
    long from = Math.max(syncedEach, writtenEach - guest.setPages());
    for (List<Integer> set : hugePages) {
      for (long write = from; write < writtenEach; write++) {
        int at = (int) (write % guest.setPages());
        long huge = set.get(at / PAGES_PER_HUGE_PAGE);
        map.setDirty(huge * PAGES_PER_HUGE_PAGE + at % PAGES_PER_HUGE_PAGE);
      }
    }
    syncedEach = writtenEach;
  }
}
