package dev.multifd.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;

/** Golden bytes as they stand in a hex dump, with spaces and line breaks where they help. */
final class Hex {
  private Hex() {}

  static byte[] parse(String hex) {
    return HexFormat.of().parseHex(compact(hex));
  }

  static String compact(String hex) {
    return hex.replaceAll("\\s", "");
  }

  static String of(MemorySegment segment, long at, long bytes) {
    return HexFormat.of().formatHex(segment.asSlice(at, bytes).toArray(ValueLayout.JAVA_BYTE));
  }
}
