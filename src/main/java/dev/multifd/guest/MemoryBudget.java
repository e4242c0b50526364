package dev.multifd.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Refuses a migration that the machine's memory cannot hold, before the kernel kills somebody. What
 * is left is the least of {@code MemAvailable} in /proc/meminfo and, for this process's control
 * group and those above it (cgroup v2), {@code memory.max} less {@code memory.current}. What cannot
 * be read does not limit.
 */
public final class MemoryBudget {
  private static final long FIXED_MARGIN_BYTES = 256L << 20;
  private static final int MARGIN_DIVISOR = 16;

  /** A limit and who sets it. */
  private record Limit(long bytes, String origin) {
    static final Limit NONE = new Limit(Long.MAX_VALUE, "nobody");

    Limit least(Limit other) {
      return other.bytes < bytes ? other : this;
    }
  }

  private final Path root;

  private MemoryBudget(Path root) {
    this.root = root;
  }

  /** The budget of the machine this runs on. */
  public static MemoryBudget ofHost() {
    return new MemoryBudget(Path.of("/"));
  }

  /** The budget that the {@code proc} and {@code sys} folders in {@code root} tell. */
  public static MemoryBudget under(Path root) {
    return new MemoryBudget(root);
  }

  /** Bytes that may still be taken; {@link Long#MAX_VALUE} where nothing is known. */
  public long availableBytes() {
    return available().bytes;
  }

  /**
   * Checks that both ends fit in at once, with a margin of 256 MiB and a sixteenth for the JVM, the
   * sockets and the kernel.
   *
   * @throws InsufficientMemoryException if they and the margin are more than there is
   */
  public void check(long sourceBytes, long destinationBytes) throws InsufficientMemoryException {
    long ends = Math.addExact(sourceBytes, destinationBytes);
    long margin = FIXED_MARGIN_BYTES + ends / MARGIN_DIVISOR;
    long needed = Math.addExact(ends, margin);
    Limit limit = available();
    if (needed > limit.bytes) {
      throw new InsufficientMemoryException(
          String.format(
              Locale.ROOT,
              "this guest needs %s GiB of memory (source %s, destination %s, margin %s), but %s has"
                  + " %s GiB left: choose a smaller --guest-size or free memory",
              gib(needed),
              gib(sourceBytes),
              gib(destinationBytes),
              gib(margin),
              limit.origin,
              gib(limit.bytes)),
          needed,
          limit.bytes);
    }
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.2f", bytes / (double) (1L << 30));
  }

  private Limit available() {
    Limit least = memAvailable();
    Path hierarchy = root.resolve("sys/fs/cgroup");
    Path group = ownGroup(hierarchy);
    while (group != null && group.startsWith(hierarchy)) {
      least = least.least(groupLimit(group));
      group = group.getParent();
    }
    return least;
  }

  private Limit memAvailable() {
    long kibibytes = field(root.resolve("proc/meminfo"), "MemAvailable:");
    return kibibytes < 0 ? Limit.NONE : new Limit(kibibytes << 10, "the machine");
  }

  private Path ownGroup(Path hierarchy) {
    for (String line : lines(root.resolve("proc/self/cgroup"))) {
      if (line.startsWith("0::/")) {
        return hierarchy.resolve(line.substring(4)).normalize();
      }
    }
    return hierarchy;
  }

  private static Limit groupLimit(Path group) {
    long max = number(lines(group.resolve("memory.max")));
    long current = number(lines(group.resolve("memory.current")));
    if (max < 0 || current < 0) {
      return Limit.NONE;
    }
    // Page cache nobody maps is counted in memory.current, but given back on demand.
    long cache = Math.max(0, field(group.resolve("memory.stat"), "inactive_file"));
    return new Limit(Math.max(0, max - current + cache), "control group " + group);
  }

  /** The number after {@code name} at the start of a line; -1 if there is none. */
  private static long field(Path file, String name) {
    for (String line : lines(file)) {
      String[] words = line.split("\\s+", 3);
      if (words.length > 1 && words[0].equals(name)) {
        return number(List.of(words[1]));
      }
    }
    return -1;
  }

  /** The number that a file consists of; -1 if it is {@code max}, or anything else. */
  private static long number(List<String> lines) {
    if (lines.size() != 1 || !lines.getFirst().matches("\\d{1,18}")) {
      return -1;
    }
    return Long.parseLong(lines.getFirst());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
