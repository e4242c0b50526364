package dev.multifd.migration;

import dev.multifd.fixture.Pages;
import dev.multifd.guest.DirtyTracker;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.guest.SoftwareDirtyTracker;
import dev.multifd.guest.VirtualCpus;
import java.util.ArrayList;
import java.util.List;

/**
 * A guest that writes exactly when it is told: before the n-th synchronisation, or when stopped.
 */
final class ScriptedGuest implements DirtyTracker, VirtualCpus {
  /** Some writes. */
  interface Step {
    void run(ScriptedGuest guest);
  }

  private final SoftwareDirtyTracker log = new SoftwareDirtyTracker();
  private final GuestRam ram;
  private final List<Step> steps = new ArrayList<>();
  private Step last = guest -> {};
  private int syncs;
  private boolean stopped;

  ScriptedGuest(GuestRam ram) {
    this.ram = ram;
  }

  /** What it writes before its next synchronisation; the first is that of the setup. */
  ScriptedGuest then(Step step) {
    steps.add(step);
    return this;
  }

  /** What it writes last, while it is being stopped. */
  ScriptedGuest whenStopped(Step step) {
    last = step;
    return this;
  }

  void writeNormal(int block, long page, long seed) {
    Pages.fill(of(block), page, seed);
    log.mark(of(block), page);
  }

  void writeZero(int block, long page) {
    Pages.clear(of(block), page);
    log.mark(of(block), page);
  }

  private RamBlock of(int block) {
    return ram.blocks().get(block);
  }

  int syncs() {
    return syncs;
  }

  @Override
  public void start(GuestRam tracked) {
    log.start(tracked);
  }

  @Override
  public long sync() {
    if (syncs < steps.size() && !stopped) {
      steps.get(syncs).run(this);
    }
    syncs++;
    return log.sync();
  }

  @Override
  public void stop() {
    stopped = true;
    last.run(this);
  }

  @Override
  public void resume() {
    throw new IllegalStateException("nothing has failed");
  }
}
