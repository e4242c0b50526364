package dev.multifd.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Flags of a fork: those the launcher itself needs, from the one list that both use, and a fixed
 * heap, so that the collector never resizes it between shots. Guest RAM is not in the heap.
 */
final class ForkFlags {
  private static final String RESOURCE = "/dev/multifd/jvm.flags";
  private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m");

  private ForkFlags() {}

  static List<String> read() {
    try (InputStream stream = ForkFlags.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("this jar lacks " + RESOURCE + ": build it again");
      }
      return withHeap(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE + " of this jar", e);
    }
  }

  /** Parses the text of a java argument file: tokens apart by white space, # to the line's end. */
  static List<String> withHeap(String argumentFile) {
    List<String> flags = new ArrayList<>();
    for (String line : argumentFile.lines().toList()) {
      String code = line.replaceFirst("#.*", "").strip();
      if (!code.isEmpty()) {
        flags.addAll(List.of(code.split("\\s+", -1)));
      }
    }
    flags.addAll(HEAP);
    return List.copyOf(flags);
  }
}
