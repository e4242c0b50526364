package dev.multifd.bench;

import dev.multifd.evidence.Check;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.IdleGuest;
import dev.multifd.guest.PageRun;
import dev.multifd.guest.RamBlock;
import dev.multifd.migration.BothEnds;
import dev.multifd.migration.ProofFailedException;
import dev.multifd.migration.Scenario;
import dev.multifd.migration.Transport;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An idle guest whose non-zero pages are moved bare, again and again, each time to new RAM, beside
 * the writers of another guest if there are any.
 */
final class CeilingRig implements AutoCloseable {
  private final IdleGuest guest;
  private final int connections;
  private final Transport transport;
  private final BareCalls calls;
  private final BothEnds ram;
  private final StressLoad load;
  private final List<PageSlice> slices = new ArrayList<>();
  private @Nullable BareTransfer transfer;

  /** Makes the guest. */
  CeilingRig(Scenario scenario, BareCalls calls) throws IOException, InterruptedException {
    this.calls = calls;
    connections = scenario.options().channels();
    transport = scenario.transport();
    guest = (IdleGuest) scenario.idleContent();
    for (int block = 0; block < guest.layout().size(); block++) {
      slices.addAll(PageSlice.cut(block, guest.runs(block)));
    }
    ram =
        new BothEnds(
            guest,
            scenario.ramState(),
            guest.loadedBytes(scenario.ramState().sourceHugePages()),
            guest.destinationResidentBytes(BareTransfer.POPULATION.hugeFromPages()));
    load = new StressLoad(scenario.stress());
  }

  /** Makes the memory ready as for a migration, and connects the sockets. */
  void prepare() throws IOException {
    ram.prepare();
    transfer =
        new BareTransfer(
            ram.source(), ram.destination(), slices, connections, transport.endpoint(), calls);
  }

  private BareTransfer prepared() {
    BareTransfer connected = transfer;
    if (connected == null) {
      throw new IllegalStateException("prepare() comes first");
    }
    return connected;
  }

  /** Moves the pages once; returns the bytes that arrived. */
  long run() throws IOException, InterruptedException {
    return prepared().run();
  }

  /** Compares every page that arrived with the source's, and discards the destination. */
  List<Check> check() {
    disconnect();
    String wrong = "";
    long compared = 0;
    for (int block = 0; block < guest.layout().size(); block++) {
      for (PageRun run : guest.runs(block)) {
        if (wrong.isEmpty() && differs(block, run)) {
          wrong = "pages from " + run.first() + " of block " + block + " on arrived wrong";
        }
        compared += run.pages();
      }
    }
    ram.discardDestination();
    return List.of(
        new Check(
            "pages identical",
            wrong.isEmpty(),
            wrong.isEmpty() ? compared + " pages compared" : wrong),
        Check.equal("pages compared = the guest's non-zero pages", compared, guest.nonZeroPages()));
  }

  private boolean differs(int block, PageRun run) {
    return memory(ram.source(), block, run).mismatch(memory(ram.destination(), block, run)) >= 0;
  }

  private static MemorySegment memory(GuestRam ram, int block, PageRun run) {
    return ram.blocks()
        .get(block)
        .memory()
        .asSlice(run.first() << RamBlock.PAGE_BITS, run.pages() << RamBlock.PAGE_BITS);
  }

  private void disconnect() {
    BareTransfer connected = transfer;
    if (connected != null) {
      connected.close();
      transfer = null;
    }
  }

  /** Moves a guest's pages again and again for as long, and checks them every time. */
  static void rehearse(Scenario scenario, BareCalls calls, Duration duration)
      throws IOException, InterruptedException {
    long endNs = System.nanoTime() + duration.toNanos();
    try (CeilingRig rig = new CeilingRig(scenario, calls)) {
      do {
        rig.prepare();
        rig.run();
        ProofFailedException.throwIfFailed(rig.check());
      } while (System.nanoTime() < endNs);
    }
  }

  @Override
  public void close() {
    disconnect();
    load.close();
    ram.close();
  }
}
