package dev.multifd.bench;

import dev.multifd.lifecycle.Crew;

/** Stands for the guest: threads that write to memory of their own and never pause. */
final class DirtyingThreads implements AutoCloseable {
  private static final int WORDS = 4 << 20;
  private static final int WORDS_A_PAGE = 512;

  private final Crew crew = new Crew("guest");

  DirtyingThreads(int count) {
    for (int i = 0; i < count; i++) {
      crew.start("vcpu-" + i, DirtyingThreads::dirty);
    }
  }

  private static void dirty() {
    long[] memory = new long[WORDS];
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
