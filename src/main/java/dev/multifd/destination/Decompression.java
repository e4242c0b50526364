package dev.multifd.destination;

import dev.multifd.io.Iovec;
import dev.multifd.payload.Compression;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.payload.PayloadDecoder;
import dev.multifd.wire.PacketGeometry;
import dev.multifd.wire.RamPacket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** A channel's compressed payloads, read whole and decoded before a page is touched. */
final class Decompression implements AutoCloseable {
  private final PacketReader reader;
  private final PayloadDecoder decoder;
  private final MemorySegment payload = Arena.ofAuto().allocate(RamPacket.MAX_COMPRESSED_BYTES, 64);
  private final ByteBuffer payloadView = payload.asByteBuffer();
  private final MemorySegment pages =
      Arena.ofAuto().allocate(PacketGeometry.X86.payloadBytes() + 1, 64);
  private final ByteBuffer pagesView = pages.asByteBuffer();
  private final Iovec iov = new Iovec(2);

  Decompression(CompressionMethod method, PacketReader reader) {
    this.reader = reader;
    this.decoder = Compression.decoder(method);
  }

  /**
   * Reads the payload of a valid packet and decodes it.
   *
   * @param payloadBytes at most {@link RamPacket#MAX_COMPRESSED_BYTES}
   * @param bytes that the packet's pages take
   */
  void read(int payloadBytes, int bytes) throws IOException {
    iov.clear();
    iov.add(payload.address(), payloadBytes);
    reader.readPayload(iov);
    payloadView.clear().limit(payloadBytes);
    decoder.decode(payloadView, pagesView, bytes);
  }

  /** Copies decoded pages to their place. */
  void copy(long from, MemorySegment to, long offset, long bytes) {
    MemorySegment.copy(pages, from, to, offset, bytes);
  }

  @Override
  public void close() {
    decoder.close();
  }
}
