package dev.multifd.payload;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;

/** One zstd frame, flushed at each packet's end and never ended (QEMU multifd-zstd.c). */
final class ZstdEncoder extends StagedPayload {
  private final ZstdCompressCtx context = new ZstdCompressCtx();

  ZstdEncoder(Packing packing, int level) {
    super(packing);
    context.setLevel(level);
  }

  @Override
  void compress(ByteBuffer page, ByteBuffer payload) {
    while (page.hasRemaining()) {
      context.compressDirectByteBufferStream(payload, page, EndDirective.CONTINUE);
    }
  }

  @Override
  void flush(ByteBuffer payload) {
    ByteBuffer nothing = payload.duplicate().limit(payload.position());
    while (!context.compressDirectByteBufferStream(payload, nothing, EndDirective.FLUSH)) {
      // There is more inside.
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
