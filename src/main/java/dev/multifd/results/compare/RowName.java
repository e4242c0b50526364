package dev.multifd.results.compare;

import java.util.List;

/**
 * A name for two cells: their ids with a star in place of what differs, such as {@code
 * idle-16G-*-4ch}.
 */
final class RowName {
  private static final String DASH = "-";
  private static final String DIFFERENT = "*";

  private RowName() {}

  static String of(String base, String contender) {
    if (base.equals(contender)) {
      return base;
    }
    List<String> a = List.of(base.split(DASH, -1));
    List<String> b = List.of(contender.split(DASH, -1));
    int shorter = Math.min(a.size(), b.size());
    int head = 0;
    while (head < shorter && a.get(head).equals(b.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) {
      tail++;
    }
    String front = String.join(DASH, a.subList(0, head));
    String back = String.join(DASH, a.subList(a.size() - tail, a.size()));
    return front + (head == 0 ? "" : DASH) + DIFFERENT + (tail == 0 ? "" : DASH) + back;
  }
}
