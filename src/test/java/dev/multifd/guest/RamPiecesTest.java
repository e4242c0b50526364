package dev.multifd.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.RamPieces.Piece;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RamPiecesTest {
  private static final long PIECE = RamPieces.PIECE_PAGES;

  private final GuestRam ram;

  RamPiecesTest() throws IOException {
    ram =
        GuestRam.map(
            List.of(
                new BlockLayout("a", (2 * PIECE + 5) * RamBlock.PAGE_BYTES),
                new BlockLayout("b", PIECE * RamBlock.PAGE_BYTES),
                new BlockLayout("c", RamBlock.PAGE_BYTES)),
            HugePages.NEVER);
  }

  @AfterEach
  void unmap() {
    ram.close();
  }

  private static List<Piece> take(RamPieces pieces) {
    List<Piece> taken = new ArrayList<>();
    for (Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
      taken.add(piece);
    }
    return taken;
  }

  /** Ends by the interrupt that the executor passes on. */
  private static boolean sleep(RamPieces pieces) {
    try {
      new CountDownLatch(1).await();
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  @Test
  void handsOutEveryPageOnce() throws IOException {
    List<Piece> all = new ArrayList<>();
    RamPieces.share(ram, RamPiecesTest::take).forEach(all::addAll);
    all.sort(Comparator.comparingInt(Piece::block).thenComparingLong(Piece::first));
    assertThat(all)
        .containsExactly(
            new Piece(0, 0, PIECE),
            new Piece(0, PIECE, PIECE),
            new Piece(0, 2 * PIECE, 5),
            new Piece(1, 0, PIECE),
            new Piece(2, 0, 1));
  }

  @Test
  void passesOnTheFailureAndLeavesTheOthersNothing() {
    AtomicReference<@Nullable RamPieces> failed = new AtomicReference<>();
    assertThatIOException()
        .isThrownBy(() ->
            RamPieces.share(
                ram,
                pieces -> {
                  if (failed.compareAndSet(null, pieces)) {
                    throw new IOException("image is gone");
                  }
                  return pieces;
                }))
        .withMessage("image is gone");
    assertThat(failed.get()).isNotNull().extracting(RamPieces::next).isNull();
  }

  @Test
  void passesOnWhatIsWrongWithTheProgram() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() ->
            RamPieces.share(
                ram,
                pieces -> {
                  throw new IllegalArgumentException("no such page");
                }))
        .withMessage("no such page");
  }

  @Test
  void anInterruptEndsItAndIsKept() {
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(InterruptedIOException.class)
          .isThrownBy(() -> RamPieces.share(ram, RamPiecesTest::sleep));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
