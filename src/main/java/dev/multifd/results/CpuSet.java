package dev.multifd.results;

import org.jspecify.annotations.Nullable;

/** The kernel's list format for CPUs and nodes, such as {@code 0-3,8}. */
final class CpuSet {
  private CpuSet() {}

  /** How many members the list names, or null when it is missing or malformed. */
  static @Nullable Integer count(@Nullable String list) {
    if (list == null || list.isBlank()) {
      return null;
    }
    int count = 0;
    for (String range : list.strip().split(",", -1)) {
      int dash = range.indexOf('-');
      Long first = HostFiles.parseLong(dash < 0 ? range : range.substring(0, dash));
      Long last = dash < 0 ? first : HostFiles.parseLong(range.substring(dash + 1));
      if (first == null || last == null || last < first) {
        return null;
      }
      count += (int) (last - first + 1);
    }
    return count;
  }
}
