package dev.multifd.bench;

import dev.multifd.lifecycle.Crew;
import java.util.ArrayList;
import java.util.List;

/** Stands for the guest: threads that write to memory of their own and never pause. */
final class DirtyingThreads implements AutoCloseable {
  private static final int WORDS = 4 << 20;
  private static final int WORDS_A_PAGE = 512;

  private final Crew crew = new Crew("guest");

  /** Kept here, so that nobody may think the writes useless. */
  private final List<long[]> memories = new ArrayList<>();

  DirtyingThreads(int count) {
    for (int i = 0; i < count; i++) {
      long[] memory = new long[WORDS];
      memories.add(memory);
      crew.start("vcpu-" + i, () -> dirty(memory));
    }
  }

  private static void dirty(long[] memory) {
    while (!Thread.interrupted()) {
      for (int i = 0; i < WORDS; i += WORDS_A_PAGE) {
        memory[i]++;
      }
    }
  }

  @Override
  public void close() {
    crew.dismiss();
  }
}
