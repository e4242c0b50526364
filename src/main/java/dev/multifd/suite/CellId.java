package dev.multifd.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Names cells by what they do, not by where they stand in the table, so that a cell keeps its name
 * when rows are added and runs stay comparable across commits.
 */
final class CellId {
  /** What a value is of, where it does not say so itself. */
  private static final Map<String, String> SUFFIXES =
      Map.of(
          Param.DIRTY_TRACKER, "-tracker",
          Param.DIRTY_RATE, "pps",
          Param.MAX_BANDWIDTH, "-limit");

  private CellId() {}

  static String of(Cell cell) {
    return switch (cell.benchmark()) {
      case IDLE_GUEST -> idleGuest(cell);
      case DIRTYING_GUEST -> dirtyingGuest(cell);
      case DISPATCH -> dispatch(cell);
      case SCAN -> scan(cell);
      case PEER -> peer(cell);
      case HAND_OVER -> handOver(cell);
      case TRANSPORT_CEILING -> ceiling(cell);
    };
  }

  private static String ceiling(Cell cell) {
    String bare = cell.param(Param.CALLS).equals("writev") ? "ceiling" : cell.param(Param.CALLS);
    List<String> words = new ArrayList<>(List.of(bare, cell.param(Param.GUEST_SIZE)));
    words.add(cell.param(Param.PLACEMENT));
    addShare(cell, words);
    words.add(cell.param(Param.TRANSPORT));
    words.add(channels(cell));
    addMemory(cell, words);
    if (!cell.param(Param.STRESS_WRITERS).equals("0")) {
      words.add(stress(cell));
    }
    return String.join("-", words);
  }

  private static String stress(Cell cell) {
    return cell.param(Param.STRESS_WRITERS).equals("0")
        ? "idle"
        : cell.param(Param.STRESS_WRITERS) + "x" + cell.param(Param.STRESS_BYTES);
  }

  private static void addShare(Cell cell, List<String> words) {
    String pages = cell.param(Param.NON_ZERO_PAGES);
    if (!pages.isEmpty()) {
      words.add(pages.replace("%", "pct"));
    }
  }

  /** How the memory of either end is not the usual one. */
  private static void addMemory(Cell cell, List<String> words) {
    if (cell.has(Param.SOURCE_HUGE_PAGES) && cell.param(Param.SOURCE_HUGE_PAGES).equals("never")) {
      words.add("small-pages");
    }
    if (cell.param(Param.DESTINATION_STATE).equals("warm")) {
      words.add("warm");
    }
  }

  private static String idleGuest(Cell cell) {
    List<String> words = new ArrayList<>();
    addGuest(cell, words);
    addMode(cell, words);
    Map<String, String> usual = cell.benchmark().defaults();
    for (String name :
        List.of(
            Param.TEXTURE,
            Param.SOURCE_STATE,
            Param.DISPATCH,
            Param.TRANSPORT,
            Param.SCANNER,
            Param.COMPRESSION,
            Param.PACKING)) {
      if (!cell.param(name).equals(usual.get(name))) {
        words.add(cell.param(name));
      }
    }
    addMemory(cell, words);
    String unpacking = cell.param(Param.UNPACKING);
    if (!unpacking.equals(usual.get(Param.UNPACKING))) {
      words.add("read-" + unpacking);
    }
    addPresence(cell, words);
    return String.join("-", words);
  }

  private static void addGuest(Cell cell, List<String> words) {
    if (cell.param(Param.GUEST).isEmpty()) {
      words.add("idle");
      words.add(cell.param(Param.GUEST_SIZE));
      words.add(cell.param(Param.PLACEMENT));
      if (cell.has(Param.NON_ZERO_PAGES)) {
        addShare(cell, words);
      }
    } else {
      words.add("image");
      words.add(ImageName.word(Path.of(cell.param(Param.GUEST))));
      words.add(cell.param(Param.GUEST_SIZE));
    }
  }

  private static void addPresence(Cell cell, List<String> words) {
    String presence = cell.param(Param.PRESENCE_MAP);
    if (!presence.equals(cell.benchmark().defaults().get(Param.PRESENCE_MAP))) {
      words.add(presence.equals("on") ? "presence" : "presence-" + presence);
    }
  }

  private static String dirtyingGuest(Cell cell) {
    List<String> words = new ArrayList<>(List.of("dirtying"));
    if (!cell.param(Param.GUEST).isEmpty()) {
      words.add("image");
      words.add(ImageName.word(Path.of(cell.param(Param.GUEST))));
    }
    words.add(cell.param(Param.GUEST_SIZE));
    words.add(stress(cell));
    addMode(cell, words);
    Map<String, String> usual = cell.benchmark().defaults();
    for (String name :
        List.of(Param.DISPATCH, Param.TRANSPORT, Param.ACCOUNTING, Param.THROTTLING, Param.CPUS)) {
      if (!cell.param(name).equals(usual.get(name))) {
        words.add(cell.param(name));
      }
    }
    for (String name : List.of(Param.DIRTY_TRACKER, Param.DIRTY_RATE, Param.MAX_BANDWIDTH)) {
      if (!cell.param(name).equals(usual.get(name))) {
        words.add(cell.param(name) + SUFFIXES.get(name));
      }
    }
    return String.join("-", words);
  }

  private static String peer(Cell cell) {
    List<String> words = new ArrayList<>(List.of("peer", cell.param(Param.SOURCE), "to"));
    words.add(cell.param(Param.DESTINATION));
    addGuest(cell, words);
    addMode(cell, words);
    Map<String, String> usual = cell.benchmark().defaults();
    if (!cell.param(Param.COMPRESSION).equals(usual.get(Param.COMPRESSION))) {
      words.add(cell.param(Param.COMPRESSION));
    }
    addPresence(cell, words);
    return String.join("-", words);
  }

  private static void addMode(Cell cell, List<String> words) {
    if (cell.isPrecopy()) {
      words.add("precopy");
    } else {
      words.add(cell.param(Param.ZERO_PAGE_DETECTION));
      words.add(channels(cell));
    }
  }

  private static String dispatch(Cell cell) {
    String id = String.join("-", "dispatch", cell.param(Param.DISPATCH), channels(cell));
    String pages = cell.param(Param.PAGES);
    return pages.equals(cell.benchmark().defaults().get(Param.PAGES)) ? id : id + "-" + pages;
  }

  private static String handOver(Cell cell) {
    List<String> words = new ArrayList<>(List.of("hand-over", cell.param(Param.HAND_OVER)));
    if (!cell.param(Param.HAND_OVER).equals("semaphore")) {
      words.add(cell.param(Param.IDLE));
    }
    words.add(channels(cell));
    String dirtying = cell.param(Param.DIRTYING_THREADS);
    if (!dirtying.equals("0")) {
      words.add(dirtying + "dirtying");
    }
    return String.join("-", words);
  }

  private static String scan(Cell cell) {
    List<String> words = new ArrayList<>(List.of("scan"));
    if (!cell.param(Param.GUEST).isEmpty()) {
      words.add("image");
      words.add(ImageName.word(Path.of(cell.param(Param.GUEST))));
    }
    words.add(cell.param(Param.REGIME));
    words.add(cell.param(Param.SCANNER));
    Map<String, String> usual = cell.benchmark().defaults();
    for (String name : List.of(Param.CONTENT, Param.PAGE_SIZE)) {
      if (!cell.param(name).equals(usual.get(name))) {
        words.add(cell.param(name));
      }
    }
    return String.join("-", words);
  }

  private static String channels(Cell cell) {
    return cell.param(Param.CHANNELS) + "ch";
  }
}
