package dev.multifd.wire;

/**
 * The bits of a multifd packet's flags field (QEMU {@code migration/multifd.h}, {@code
 * MULTIFD_FLAG_*}).
 *
 * <p>Bits that are not named here are ignored by receivers.
 */
public final class PacketFlags {
  /** The packet is this channel's half of a barrier. */
  public static final int SYNC = 0x01;

  /** The field that names the compression method; five bits wide since QEMU 9.1. */
  public static final int COMPRESSION_MASK = 0x3e;

  /** Pages travel as they are. */
  public static final int NOCOMP = 0x00;

  /** One zlib stream a channel. */
  public static final int ZLIB = 0x02;

  /** One zstd stream a channel. */
  public static final int ZSTD = 0x04;

  /** Intel QPL, a deflate blob a page. */
  public static final int QPL = 0x08;

  /** UADK, a deflate blob a page. */
  public static final int UADK = 0x10;

  /** Intel QATzip, a gzip-style blob a packet. */
  public static final int QATZIP = 0x20;

  /** The packet carries device state (VFIO) and has another, shorter header. */
  public static final int DEVICE_STATE = 0x40;

  private PacketFlags() {}

  /** The compression method of {@code flags} in QEMU's words, for messages. */
  static String compressionName(int flags) {
    int method = flags & COMPRESSION_MASK;
    return switch (method) {
      case NOCOMP -> "none";
      case ZLIB -> "zlib";
      case ZSTD -> "zstd";
      case QPL -> "qpl";
      case UADK -> "uadk";
      case QATZIP -> "qatzip";
      default -> WireException.hex((byte) method);
    };
  }
}
