package dev.multifd.migration.capture;

import dev.multifd.guest.BlockRuns;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SHA-256 of a block as it comes, and how many of its pages are not zero. */
final class BlockDigest implements BlockRuns.Sink {
  private static final byte[] ZEROES = new byte[64 << 10];

  private final MessageDigest digest = sha256();
  private long nonZeroPages;

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** SHA-256 of some bytes, in hexadecimal. */
  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** Reads all blocks; they are in no file. */
  static List<Manifest.Block> of(GuestRam ram) throws IOException {
    List<Manifest.Block> blocks = new ArrayList<>();
    for (RamBlock block : ram.blocks()) {
      BlockDigest digest = new BlockDigest();
      BlockRuns.read(block, digest);
      blocks.add(digest.summary(block, null));
    }
    return blocks;
  }

  @Override
  public void data(MemorySegment memory, long offset, long bytes) {
    digest.update(memory.asSlice(offset, bytes).asByteBuffer());
    nonZeroPages += bytes >> RamBlock.PAGE_BITS;
  }

  @Override
  public void zeroes(long offset, long bytes) {
    for (long left = bytes; left > 0; left -= ZEROES.length) {
      digest.update(ZEROES, 0, (int) Math.min(left, ZEROES.length));
    }
  }

  /** What the block amounts to, once it has been read. */
  Manifest.Block summary(RamBlock block, @Nullable String file) {
    return new Manifest.Block(
        block.idstr(),
        block.usedBytes(),
        nonZeroPages,
        HexFormat.of().formatHex(digest.digest()),
        file);
  }
}
