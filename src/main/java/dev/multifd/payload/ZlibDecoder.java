package dev.multifd.payload;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The other end of {@link ZlibEncoder}. */
final class ZlibDecoder implements PayloadDecoder {
  private final Inflater inflater = new Inflater();

  @Override
  public void decode(ByteBuffer payload, ByteBuffer pages, int bytes) throws IOException {
    pages.clear().limit(bytes + 1);
    inflater.setInput(payload);
    try {
      while (pages.hasRemaining() && inflater.inflate(pages) > 0) {
        // A call may stop at the border of a block.
      }
    } catch (DataFormatException e) {
      throw new StreamCorruptedException("the zlib payload is damaged: " + e.getMessage());
    }
    if (inflater.finished()) {
      throw new StreamCorruptedException(
          "the zlib stream ended, which a channel's never does before the migration's end");
    }
    PayloadDecoder.requireBytes("zlib", pages.position(), bytes);
    if (payload.hasRemaining()) {
      throw new StreamCorruptedException(
          "the zlib payload has " + payload.remaining() + " bytes behind its pages");
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
