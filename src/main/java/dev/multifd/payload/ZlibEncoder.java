package dev.multifd.payload;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/** One zlib stream, flushed at each packet's end and never finished (QEMU multifd-zlib.c). */
final class ZlibEncoder extends StagedPayload {
  private final Deflater deflater;

  ZlibEncoder(Packing packing, int level) {
    super(packing);
    deflater = new Deflater(level);
  }

  @Override
  void compress(ByteBuffer page, ByteBuffer payload) {
    deflater.setInput(page);
    while (!deflater.needsInput()) {
      deflater.deflate(payload, Deflater.NO_FLUSH);
    }
  }

  @Override
  void flush(ByteBuffer payload) {
    deflater.deflate(payload, Deflater.SYNC_FLUSH);
  }

  @Override
  public void close() {
    deflater.end();
  }
}
