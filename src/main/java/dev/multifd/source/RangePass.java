package dev.multifd.source;

import dev.multifd.guest.RamBlock;
import java.io.IOException;

/** The migration thread claims range after range, scans it and puts the pages where they belong. */
final class RangePass implements RamPass {
  private final ClaimCursor cursor;
  private final MainThreadDetection detection;
  private final PageSink sink;
  private final Claim claim = new Claim();

  RangePass(ClaimCursor cursor, MainThreadDetection detection, PageSink sink) {
    this.cursor = cursor;
    this.detection = detection;
    this.sink = sink;
  }

  @Override
  public boolean send(Pace pace) throws IOException, InterruptedException {
    while (pace.mayContinue() && cursor.claim(claim)) {
      detection.sift(claim);
      putAll();
    }
    return cursor.rewindAtEnd();
  }

  @Override
  public long takenPages() {
    return cursor.takenPages();
  }

  private void putAll() throws IOException, InterruptedException {
    RamBlock block = claim.block();
    for (int word = 0; word < claim.words(); word++) {
      long left = claim.dirty[word];
      while (left != 0) {
        int bit = Long.numberOfTrailingZeros(left);
        long offset = claim.offset(word) + ((long) bit << RamBlock.PAGE_BITS);
        if ((claim.zero[word] & (1L << bit)) != 0) {
          sink.zero(block, offset);
        } else {
          sink.normal(block, offset);
        }
        left &= left - 1;
      }
    }
  }
}
