package dev.multifd.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is behind a stretch of memory, by {@code /proc/self/smaps}. Pages of the shared zero page
 * are not resident.
 *
 * @param residentBytes {@code Rss}
 * @param hugeBytes {@code AnonHugePages}, a part of it
 */
public record Residency(long residentBytes, long hugeBytes) {

  /**
   * Asks for all mappings that have a part of {@code memory}; what else they hold is counted too,
   * so {@code memory} should be a mapping with an advice of its own.
   *
   * @throws IOException where /proc is not there
   */
  public static Residency of(MemorySegment memory) throws IOException {
    return parse(
        Files.readAllLines(Path.of("/proc/self/smaps")),
        memory.address(),
        memory.address() + memory.byteSize());
  }

  static Residency parse(List<String> smaps, long from, long end) {
    long resident = 0;
    long huge = 0;
    boolean inside = false;
    for (String line : smaps) {
      String first = line.substring(0, Math.max(0, line.indexOf(' ')));
      if (first.endsWith(":")) {
        if (inside && first.equals("Rss:")) {
          resident += bytes(line);
        } else if (inside && first.equals("AnonHugePages:")) {
          huge += bytes(line);
        }
      } else {
        int dash = first.indexOf('-');
        inside =
            dash > 0
                && Long.parseUnsignedLong(first, 0, dash, 16) < end
                && Long.parseUnsignedLong(first, dash + 1, first.length(), 16) > from;
      }
    }
    return new Residency(resident, huge);
  }

  /** The value of a line such as {@code Rss: 1234 kB}. */
  private static long bytes(String line) {
    return Long.parseLong(line.split("\\s+", 3)[1]) << 10;
  }
}
