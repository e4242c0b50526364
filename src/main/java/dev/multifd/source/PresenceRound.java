package dev.multifd.source;

import dev.multifd.guest.GuestRam;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.PresenceMap;
import java.io.IOException;

/** Rounds of another kind, with a presence map that is taken just before the first. */
final class PresenceRound implements RamRound {
  private final GuestRam ram;
  private final PresenceKind kind;
  private final FirstRoundMap firstRound;
  private final RamRound round;
  private boolean first = true;
  private String method = "";
  private long takingNs;

  PresenceRound(GuestRam ram, PresenceKind kind, FirstRoundMap firstRound, RamRound round) {
    this.ram = ram;
    this.kind = kind;
    this.firstRound = firstRound;
    this.round = round;
  }

  @Override
  public void send() throws IOException, InterruptedException {
    if (first) {
      take();
      first = false;
    } else {
      // Not sooner: until the barrier, channels may still have pages of the first round.
      firstRound.drop();
    }
    round.send();
  }

  private void take() throws IOException {
    long fromNs = System.nanoTime();
    try (PresenceKind.Choice choice = kind.open()) {
      method = choice.method();
      firstRound.set(PresenceMap.take(ram, choice.source()));
    }
    takingNs = System.nanoTime() - fromNs;
  }

  /** What came of it, when the migration has ended. */
  PresenceReport report(long pagesNotRead) {
    return new PresenceReport(method, takingNs, pagesNotRead);
  }
}
