package dev.multifd.guest;

import java.util.ArrayList;
import java.util.List;

/** The writer marks each page after its store, as QEMU's TCG does. */
public final class SoftwareDirtyTracker implements DirtyTracker {
  private record Log(RamBlock block, DirtyBitmap written) {}

  private volatile List<Log> logs = List.of();

  @Override
  public void start(GuestRam ram) {
    List<Log> fresh = new ArrayList<>();
    for (RamBlock block : ram.blocks()) {
      fresh.add(new Log(block, new DirtyBitmap(block.pages())));
    }
    logs = fresh;
  }

  @Override
  public void mark(RamBlock block, long page) {
    for (Log log : logs) {
      if (log.block == block) {
        log.written.set(page);
        return;
      }
    }
  }

  @Override
  public long sync() {
    long fresh = 0;
    for (Log log : logs) {
      DirtyBitmap dirty = log.block.dirty();
      for (int word = 0; word < log.written.wordCount(); word++) {
        long bits = log.written.takeWord(word);
        if (bits != 0) {
          fresh += dirty.mergeWord(word, bits);
        }
      }
    }
    return fresh;
  }

  /** {@inheritDoc} The writers mark nothing any more. */
  @Override
  public void stop() {
    logs = List.of();
  }
}
