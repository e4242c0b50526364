package dev.multifd.source;

/** The channels claim ranges themselves; the migration thread waits. */
final class ChannelPass implements RamPass {
  private final ClaimCursor cursor;
  private final MultifdSender multifd;

  ChannelPass(ClaimCursor cursor, MultifdSender multifd) {
    this.cursor = cursor;
    this.multifd = multifd;
  }

  @Override
  public boolean send(Pace pace) throws InterruptedException {
    multifd.runClaims(pace);
    return cursor.rewindAtEnd();
  }

  @Override
  public long takenPages() {
    return cursor.takenPages();
  }
}
