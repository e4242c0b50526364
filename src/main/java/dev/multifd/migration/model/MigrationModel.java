package dev.multifd.migration.model;

import dev.multifd.counters.Phase;
import dev.multifd.guest.RamBlock;
import dev.multifd.source.Pace;
import dev.multifd.source.SaveLoop;
import java.io.IOException;

/**
 * A migration in virtual time. The source's {@link SaveLoop} decides; this is what it drives. The
 * guest's bitmap is walked a word of 64 pages at a time, after each of which the loop is asked
 * whether to go on: QEMU looks at the clock as often, and at the limit after every page.
 */
public final class MigrationModel implements SaveLoop.Handlers {
  private final ModelParameters parameters;
  private final VirtualTime time;
  private final PageMap map;
  private final Writers writers;
  private final MainModel main;
  private final ChannelsModel channels;
  private final Route route;
  private long dirtySyncs;
  private long freshPages;
  private int position;
  private long stoppedNs;

  private MigrationModel(ModelParameters parameters) {
    Costs costs = parameters.costs();
    GuestParameters guest = parameters.guest();
    this.parameters = parameters;
    this.time =
        new VirtualTime(
            guest.writers() == 0 ? 1 : costs.writersFactor(), costs.jitter(), parameters.seed());
    this.map = new PageMap(guest, parameters.seed());
    this.writers = new Writers(map, guest, parameters.seed());
    this.main = new MainModel(time);
    this.channels = new ChannelsModel(time, costs, parameters.accounting(), parameters.channels());
    this.route = parameters.pipeline().route(time, costs, main, channels);
  }

  /** Runs a migration to its end or to its time limit. */
  public static ModelOutcome run(ModelParameters parameters) {
    MigrationModel model = new MigrationModel(parameters);
    try {
      return model.migrate();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("a model neither reads nor waits", e);
    }
  }

  private ModelOutcome migrate() throws IOException, InterruptedException {
    map.setAllDirty();
    time.sleepUntil(parameters.costs().setupNs());
    syncBitmap();
    time.phase(Phase.PRECOPY);
    SaveLoop.Ending ending = new SaveLoop(this, parameters.limits(), time).run();
    return outcome(ending);
  }

  private ModelOutcome outcome(SaveLoop.Ending ending) {
    return new ModelOutcome(
        ending,
        time.nanoTime(),
        ending == SaveLoop.Ending.COMPLETED ? time.nanoTime() - stoppedNs : 0,
        parameters.costs().setupNs(),
        transferredBytes(),
        main.zeroPages() + channels.zeroPages(),
        main.normalPages() + channels.normalPages(),
        dirtySyncs,
        channels.bytes(),
        phaseBytes(Phase.PRECOPY),
        phaseBytes(Phase.DOWNTIME),
        main.bytes() + channels.trueBytes(),
        main.zeroPages() + main.normalPages() + channels.truePages(),
        map.dirtyPages(),
        freshPages);
  }

  private long phaseBytes(Phase phase) {
    return main.bytes(phase)
        + (parameters.pipeline().countsMultifdByPhase() ? channels.bytes(phase) : 0);
  }

  @Override
  public long pendingBytes() {
    return map.dirtyPages() * RamBlock.PAGE_BYTES;
  }

  @Override
  public long transferredBytes() {
    return main.bytes() + channels.bytes();
  }

  @Override
  public void syncBitmap() {
    long before = map.dirtyPages();
    writers.syncedAt(time.nanoTime());
    freshPages += map.dirtyPages() - before;
    dirtySyncs++;
  }

  @Override
  public void iterate(Pace pace) {
    for (int looked = 0; looked < map.words() && pace.mayContinue(); looked++) {
      looked += skipClean(map.words() - looked);
      if (map.hasDirty(position)) {
        route.send(map.takeDirty(position), map.nonZero(position));
        step();
      }
    }
    route.endSection();
  }

  /** Goes on to the next word with a dirty page, {@code most} words at most. */
  private int skipClean(int most) {
    int skipped = 0;
    while (skipped < most && !map.hasDirty(position)) {
      step();
      skipped++;
    }
    return skipped;
  }

  private void step() {
    position = (position + 1) % map.words();
  }

  @Override
  public void complete() {
    stoppedNs = time.nanoTime();
    syncBitmap();
    time.phase(Phase.DOWNTIME);
    time.sleepUntil(stoppedNs + parameters.costs().stopNs());
    iterate(Pace.UNLIMITED);
  }
}
