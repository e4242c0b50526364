package dev.multifd.payload;

import dev.multifd.guest.RamBlock;
import dev.multifd.wire.RamPacket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * What both compressed methods need: a copy of each page, since the guest may write to it while it
 * is compressed, and a payload in the making. A packing that holds packets back may not reuse the
 * payload's memory, so it is told to write first.
 */
abstract sealed class StagedPayload implements PayloadEncoder permits ZlibEncoder, ZstdEncoder {
  private final Packing packing;
  private final MemorySegment page = Arena.ofAuto().allocate(RamBlock.PAGE_BYTES, 64);
  private final ByteBuffer pageView = page.asByteBuffer();
  private final MemorySegment payload = Arena.ofAuto().allocate(RamPacket.MAX_COMPRESSED_BYTES, 64);
  private final ByteBuffer payloadView = payload.asByteBuffer();
  private boolean begun;

  StagedPayload(Packing packing) {
    this.packing = packing;
  }

  @Override
  public final void pages(MemorySegment memory, long offset, long bytes) {
    begun = true;
    for (long done = 0; done < bytes; done += RamBlock.PAGE_BYTES) {
      MemorySegment.copy(memory, offset + done, page, 0, RamBlock.PAGE_BYTES);
      pageView.clear();
      compress(pageView, payloadView);
    }
  }

  @Override
  public final int finish() {
    if (!begun) {
      return 0;
    }
    begun = false;
    flush(payloadView);
    int bytes = payloadView.position();
    payloadView.clear();
    packing.passingPayload(payload, 0, bytes);
    return bytes;
  }

  /** Takes all of {@code page}; what comes out so far goes to {@code payload}. */
  abstract void compress(ByteBuffer page, ByteBuffer payload);

  /** Brings out what is still inside; the stream goes on. */
  abstract void flush(ByteBuffer payload);
}
