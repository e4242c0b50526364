package dev.multifd.payload;

import dev.multifd.wire.PacketFlags;

/** How normal pages are compressed (QEMU {@code multifd-compression}). */
public enum CompressionMethod {
  /** Pages travel as they are. */
  NONE(PacketFlags.NOCOMP, 0),
  /** One zlib stream a channel, levels 0 to 9. */
  ZLIB(PacketFlags.ZLIB, 9),
  /** One zstd stream a channel, levels 0 to 20. */
  ZSTD(PacketFlags.ZSTD, 20);

  private final int flags;
  private final int maxLevel;

  CompressionMethod(int flags, int maxLevel) {
    this.flags = flags;
    this.maxLevel = maxLevel;
  }

  /** What data packets have in their flags, see {@link PacketFlags}. */
  public int flags() {
    return flags;
  }

  int maxLevel() {
    return maxLevel;
  }
}
