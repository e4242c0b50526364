package dev.multifd.payload;

/**
 * A compression method with its level (QEMU {@code multifd-zlib-level}, {@code
 * multifd-zstd-level}). {@link #encoder} and {@link #decoder} are the one place that makes them.
 *
 * @param level how hard it tries; of no meaning without compression
 */
public record Compression(CompressionMethod method, int level) {
  /** No compression. */
  public static final Compression NONE = new Compression(CompressionMethod.NONE, 0);

  /**
   * @throws IllegalArgumentException naming a level that the method has not, and those it has
   */
  public Compression {
    if (method != CompressionMethod.NONE && (level < 0 || level > method.maxLevel())) {
      throw new IllegalArgumentException(
          "compressionLevel is " + level + ": " + method + " has 0 to " + method.maxLevel());
    }
  }

  /** Makes the payloads of one channel. */
  public PayloadEncoder encoder(Packing packing) {
    return switch (method) {
      case NONE -> new PlainEncoder(packing);
      case ZLIB -> new ZlibEncoder(packing, level);
      case ZSTD -> new ZstdEncoder(packing, level);
    };
  }

  /**
   * Reads the payloads of one channel.
   *
   * @throws IllegalStateException without compression: such pages are read into their place
   */
  public static PayloadDecoder decoder(CompressionMethod method) {
    return switch (method) {
      case NONE -> throw new IllegalStateException("pages that are not compressed need no decoder");
      case ZLIB -> new ZlibDecoder();
      case ZSTD -> new ZstdDecoder();
    };
  }
}
