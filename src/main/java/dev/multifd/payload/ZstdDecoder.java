package dev.multifd.payload;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;

/** The other end of {@link ZstdEncoder}; frames that end are taken too, as QEMU takes them. */
final class ZstdDecoder implements PayloadDecoder {
  private final ZstdDecompressCtx context = new ZstdDecompressCtx();

  @Override
  public void decode(ByteBuffer payload, ByteBuffer pages, int bytes) throws IOException {
    pages.clear().limit(bytes + 1);
    try {
      while (payload.hasRemaining() && pages.hasRemaining()) {
        context.decompressDirectByteBufferStream(pages, payload);
      }
    } catch (ZstdException e) {
      throw new StreamCorruptedException("the zstd payload is damaged: " + e.getMessage());
    }
    PayloadDecoder.requireBytes("zstd", pages.position(), bytes);
    if (payload.hasRemaining()) {
      throw new StreamCorruptedException(
          "the zstd payload has " + payload.remaining() + " bytes behind its pages");
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
