package dev.multifd.results;

import java.util.Map;

/**
 * What the source's memory is like, without which no figure of a scan means anything: a page that
 * is not there is read from the cache, one that is costs memory bandwidth.
 */
enum MemoryRegime {
  NEVER_TOUCHED(
      "never touched",
      "a zero page is no memory: reads one huge zero page over and over",
      "this kernel has no shared zero page: a zero page is memory from its first read on, which"
          + " clears it"),
  SMALL_PAGES(
      "never touched, 4 KiB",
      "a zero page is no memory: its first read is a fault that maps the one small page of zeroes",
      "this kernel has no shared zero page: a zero page is memory from its first read on, a fault"
          + " that clears it"),
  READ_TOUCHED(
      "read-touched",
      "as never touched, but the zero page is mapped before",
      "this kernel has no shared zero page: the same as written zeroes"),
  WRITTEN_ZEROES("written zeroes", "each zero page is memory of its own"),
  IMAGE("image", "holes of the file are never touched, all else is memory of its own"),
  PRESENT_ONLY(
      "present only",
      "pages the kernel calls absent are not read in the first round; the rest is of any kind"),
  DATA_ONLY("data only", "non-zero pages alone: memory of its own"),
  CACHE("cache", "written pages that fit in the cache that the cell is named after"),
  MEMORY("memory", "written pages, more than any cache holds"),
  FAULTS("first touch", "no memory before the pass: each page or huge page is a fault"),
  DIRTYING(
      "dirtying",
      "an idle guest's, never touched, and the pages that its writers dirty: memory of its own"),
  NONE("none", "no guest memory is read");

  private final String text;
  private final String meaning;
  private final String meaningWithoutZeroPage;

  MemoryRegime(String text, String meaning) {
    this(text, meaning, meaning);
  }

  MemoryRegime(String text, String meaning, String meaningWithoutZeroPage) {
    this.text = text;
    this.meaning = meaning;
    this.meaningWithoutZeroPage = meaningWithoutZeroPage;
  }

  /** The regime of a cell, told by its parameters. */
  static MemoryRegime of(CellResult cell) {
    Map<String, String> params = cell.params();
    if (!params.getOrDefault("presenceMap", "off").equals("off")) {
      return PRESENT_ONLY;
    }
    if (!params.getOrDefault("guest", "").isEmpty()) {
      return IMAGE;
    }
    String regime = params.get("regime");
    if (regime != null) {
      return ofScan(cell.id(), regime);
    }
    if (params.containsKey("dirtyTracker")) {
      return DIRTYING;
    }
    if (params.containsKey("source")) {
      return NEVER_TOUCHED;
    }
    String state = params.get("sourceState");
    if (state == null) {
      return params.containsKey("guestSize") ? DATA_ONLY : NONE;
    }
    if ("100%".equals(params.get("nonZeroPages"))) {
      return DATA_ONLY;
    }
    return switch (state) {
      case "never-touched" ->
          "never".equals(params.get("sourceHugePages")) ? SMALL_PAGES : NEVER_TOUCHED;
      case "read-touched" -> READ_TOUCHED;
      case "written-zeroes" -> WRITTEN_ZEROES;
      default -> throw new IllegalArgumentException(cell.id() + ": no source state " + state);
    };
  }

  private static MemoryRegime ofScan(String id, String regime) {
    return switch (regime) {
      case "l1", "l2", "l3" -> CACHE;
      case "dram-4k", "dram-thp" -> MEMORY;
      case "never-touched-4k", "never-touched-thp" -> FAULTS;
      case "read-touched-4k", "read-touched-thp" -> READ_TOUCHED;
      default -> throw new IllegalArgumentException(id + ": no regime " + regime);
    };
  }

  /** A few words for a table. */
  String text() {
    return text;
  }

  /** What those words mean, on a kernel with a shared zero page or without. */
  String meaning(boolean sharedZeroPage) {
    return sharedZeroPage ? meaning : meaningWithoutZeroPage;
  }
}
