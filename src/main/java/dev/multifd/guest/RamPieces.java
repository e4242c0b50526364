package dev.multifd.guest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Cuts guest RAM into pieces that a few threads take in turn. */
final class RamPieces {
  /** Pages of a piece: 64 MiB, whole huge pages, so that no two threads fault on the same one. */
  static final long PIECE_PAGES = 16_384;

  private static final int MAX_THREADS = 16;

  /** Part of one block. */
  record Piece(int block, long first, long pages) {
    long end() {
      return first + pages;
    }
  }

  /** What one thread does until there are no pieces left. */
  @FunctionalInterface
  interface Work<R> {
    R run(RamPieces pieces) throws IOException;
  }

  private final long[] firstPieceOfBlock;
  private final long[] blockPages;
  private final long count;
  private final AtomicLong cursor = new AtomicLong();

  private RamPieces(GuestRam ram) {
    int blocks = ram.blocks().size();
    firstPieceOfBlock = new long[blocks];
    blockPages = new long[blocks];
    long pieces = 0;
    for (int block = 0; block < blocks; block++) {
      firstPieceOfBlock[block] = pieces;
      blockPages[block] = ram.blocks().get(block).pages();
      pieces += Math.ceilDiv(blockPages[block], PIECE_PAGES);
    }
    count = pieces;
  }

  /** The next piece for the calling thread; null when all are taken. */
  @Nullable Piece next() {
    long index = cursor.getAndIncrement();
    if (index >= count) {
      return null;
    }
    int block = firstPieceOfBlock.length - 1;
    while (firstPieceOfBlock[block] > index) {
      block--;
    }
    long first = (index - firstPieceOfBlock[block]) * PIECE_PAGES;
    return new Piece(block, first, Math.min(PIECE_PAGES, blockPages[block] - first));
  }

  /**
   * Has {@code work} done by a thread for each processor, at most {@value #MAX_THREADS}, and waits.
   *
   * @return each thread's result
   * @throws IOException the first failure; the others stop at their next piece
   */
  static <R> List<R> share(GuestRam ram, Work<R> work) throws IOException {
    RamPieces pieces = new RamPieces(ram);
    int processors = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
    int threads = (int) Math.min(processors, pieces.count);
    try (ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("guest-ram-", 0).factory())) {
      List<Future<R>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(pool.submit(() -> pieces.work(work)));
      }
      return pieces.await(futures);
    } catch (ExecutionException e) {
      throw rethrow(e.getCause());
    }
  }

  private <R> R work(Work<R> work) throws IOException {
    try {
      return work.run(this);
    } catch (IOException | RuntimeException | Error e) {
      stop();
      throw e;
    }
  }

  private <R> List<R> await(List<Future<R>> futures)
      throws ExecutionException, InterruptedIOException {
    List<R> results = new ArrayList<>();
    try {
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while working through guest RAM");
    }
  }

  private void stop() {
    cursor.set(count);
  }

  private static IOException rethrow(@Nullable Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> new IOException(cause);
    };
  }
}
