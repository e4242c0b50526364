package dev.multifd.source;

/** The channels claim ranges themselves; the migration thread waits. */
final class ChannelRound implements RamRound {
  private final ClaimCursor cursor;
  private final MultifdSender multifd;

  ChannelRound(ClaimCursor cursor, MultifdSender multifd) {
    this.cursor = cursor;
    this.multifd = multifd;
  }

  @Override
  public void send() throws InterruptedException {
    cursor.rewind();
    multifd.runClaims();
  }
}
