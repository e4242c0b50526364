package dev.multifd.source;

import dev.multifd.guest.RamBlock;
import dev.multifd.io.StreamSocket;
import dev.multifd.qemufile.QemuFileWriter;
import dev.multifd.wire.MainStreamEncoder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The main channel: the stream's framing, and page records for precopy and {@code legacy}. One
 * thread uses it.
 */
final class MainChannel implements PageSink {
  final SendCounters counters = new SendCounters();

  private final StreamSocket socket;
  private final Clock clock;
  private final QemuFileWriter file;
  private final MainStreamEncoder encoder;
  private @Nullable RamBlock lastBlock;
  private long nameBytes;
  private long bookedBytes;

  MainChannel(StreamSocket socket, Clock clock) {
    this.socket = socket;
    this.clock = clock;
    this.file = new QemuFileWriter(socket);
    this.encoder = new MainStreamEncoder(file);
  }

  /**
   * Writes magic and version at once: a QEMU does nothing else before it has seen what a new
   * connection is.
   */
  void greet() throws IOException {
    encoder.fileHeader();
    flush();
  }

  /** For the framing; page records go through {@link #zero} and {@link #normal}. */
  MainStreamEncoder encoder() {
    return encoder;
  }

  @Override
  public void zero(RamBlock block, long offset) throws IOException {
    encoder.zeroPage(nameUnlessLast(block), offset);
    counters.zeroPages.add(1);
  }

  @Override
  public void normal(RamBlock block, long offset) throws IOException {
    encoder.pageHeader(nameUnlessLast(block), offset);
    file.putReference(block.memory(), offset, RamBlock.PAGE_BYTES);
    counters.normalPages.add(1);
  }

  /** The name is sent with a block's first record only; CONTINUE stands for it after that. */
  private byte @Nullable [] nameUnlessLast(RamBlock block) {
    if (block == lastBlock) {
      return null;
    }
    lastBlock = block;
    nameBytes += 1 + block.idstrBytes().length;
    return block.idstrBytes();
  }

  /** Bytes that the socket has taken, booked or not. Any thread may ask. */
  long writtenBytes() {
    return socket.writtenBytes();
  }

  /** Bytes that block names in page records have taken so far. */
  long nameBytes() {
    return nameBytes;
  }

  /** Writes out what is buffered and books what the socket has taken in the present phase. */
  void flush() throws IOException {
    file.flush();
    long written = socket.writtenBytes();
    counters.bytes.add(clock.phase(), written - bookedBytes);
    bookedBytes = written;
  }
}
