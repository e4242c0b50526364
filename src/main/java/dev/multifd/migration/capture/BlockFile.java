package dev.multifd.migration.capture;

import dev.multifd.guest.BlockRuns;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A block in a file of its size, with holes where it is zero, and its digest on the way. */
final class BlockFile implements BlockRuns.Sink, AutoCloseable {
  private final RandomAccessFile file;
  private final BlockDigest digest;

  /**
   * @param bytes the block's size
   * @param digest takes the same bytes
   */
  BlockFile(Path path, long bytes, BlockDigest digest) throws IOException {
    this.digest = digest;
    file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(bytes);
  }

  @Override
  public void data(MemorySegment memory, long offset, long bytes) throws IOException {
    ByteBuffer pages = memory.asSlice(offset, bytes).asByteBuffer();
    FileChannel channel = file.getChannel();
    while (pages.hasRemaining()) {
      channel.write(pages, offset + pages.position());
    }
    digest.data(memory, offset, bytes);
  }

  @Override
  public void zeroes(long offset, long bytes) {
    digest.zeroes(offset, bytes);
  }

  /** Returns when all that was written is on the disk. */
  void force() throws IOException {
    file.getChannel().force(true);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
