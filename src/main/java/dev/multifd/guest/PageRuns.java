package dev.multifd.guest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Questions to ascending, disjoint runs of one block. */
final class PageRuns {
  private PageRuns() {}

  /** The parts of {@code runs} that lie in pages {@code first} to {@code end} - 1. */
  static List<PageRun> within(List<PageRun> runs, long first, long end) {
    List<PageRun> inside = new ArrayList<>();
    for (int i = firstEndingAfter(runs, first); i < runs.size(); i++) {
      PageRun run = runs.get(i);
      if (run.first() >= end) {
        break;
      }
      long from = Math.max(run.first(), first);
      inside.add(new PageRun(from, Math.min(run.end(), end) - from));
    }
    return inside;
  }

  private static int firstEndingAfter(List<PageRun> runs, long page) {
    int low = 0;
    int high = runs.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (runs.get(middle).end() > page) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The pages of either list; runs that overlap or touch become one. */
  static List<PageRun> union(List<PageRun> one, List<PageRun> other) {
    List<PageRun> all = new ArrayList<>(one);
    all.addAll(other);
    all.sort(Comparator.comparingLong(PageRun::first));
    List<PageRun> united = new ArrayList<>();
    for (PageRun run : all) {
      if (united.isEmpty() || united.getLast().end() < run.first()) {
        united.add(run);
      } else {
        PageRun last = united.removeLast();
        united.add(new PageRun(last.first(), Math.max(last.end(), run.end()) - last.first()));
      }
    }
    return List.copyOf(united);
  }

  /** Number of pages in all of them. */
  static long pages(List<PageRun> runs) {
    return runs.stream().mapToLong(PageRun::pages).sum();
  }
}
