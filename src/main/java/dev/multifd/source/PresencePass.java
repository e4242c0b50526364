package dev.multifd.source;

import dev.multifd.guest.GuestRam;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.PresenceMap;
import java.io.IOException;

/** Passes of another kind, with a presence map that is taken just before the first. */
final class PresencePass implements RamPass {
  private final GuestRam ram;
  private final PresenceKind kind;
  private final FirstRoundMap firstRound;
  private final RamPass pass;
  private boolean first = true;
  private String method = "";
  private long takingNs;

  PresencePass(GuestRam ram, PresenceKind kind, FirstRoundMap firstRound, RamPass pass) {
    this.ram = ram;
    this.kind = kind;
    this.firstRound = firstRound;
    this.pass = pass;
  }

  @Override
  public boolean send(Pace pace) throws IOException, InterruptedException {
    if (first) {
      take();
      first = false;
    }
    return pass.send(pace);
  }

  @Override
  public long takenPages() {
    return pass.takenPages();
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
