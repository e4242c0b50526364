package dev.multifd.source;

/**
 * The channels claim ranges themselves, on and on: an iteration that is over does not stop them,
 * since threads that stop and start have to wait for processors that a guest keeps busy.
 */
final class ChannelPass implements RamPass {
  private final ClaimCursor cursor;

  /** Between the migration thread's looks at the time. */
  private static final long LOOK_NS = 5_000_000;

  private final MultifdSender multifd;

  ChannelPass(ClaimCursor cursor, MultifdSender multifd) {
    this.cursor = cursor;
    this.multifd = multifd;
  }

  @Override
  public boolean send(Pace pace) throws InterruptedException {
    multifd.startClaims(pace);
    while (!multifd.awaitClaims(LOOK_NS)) {
      if (pace.isOver()) {
        return false;
      }
    }
    return cursor.rewindAtEnd();
  }

  @Override
  public long takenPages() {
    return cursor.takenPages();
  }
}
