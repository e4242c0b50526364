package dev.multifd.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;

/** Prints how far a migration is, twice a second: short ones, and none at all, print nothing. */
final class LiveProgress implements AutoCloseable {
  private static final long INTERVAL_MS = 500;

  private final Thread thread;

  private LiveProgress(Supplier<String> line, PrintWriter out) {
    thread = Thread.ofPlatform().name("progress").daemon().start(() -> run(line, out));
  }

  /** Begins to print {@code line} to {@code out}. */
  static LiveProgress of(Supplier<String> line, PrintWriter out) {
    return new LiveProgress(line, out);
  }

  private static void run(Supplier<String> line, PrintWriter out) {
    try {
      while (true) {
        Thread.sleep(INTERVAL_MS);
        String now = line.get();
        if (!now.isEmpty()) {
          out.println(now);
          out.flush();
        }
      }
    } catch (InterruptedException e) {
      // The migration is over.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
