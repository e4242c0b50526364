package dev.multifd.peer;

import dev.multifd.evidence.Check;
import dev.multifd.guest.GuestContent;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.InsufficientMemoryException;
import dev.multifd.guest.MemoryBudget;
import dev.multifd.guest.PageContent;
import dev.multifd.guest.TransplantedContent;
import dev.multifd.io.Endpoint;
import dev.multifd.migration.BackedMemory;
import dev.multifd.migration.PrerequisiteException;
import dev.multifd.migration.Scenario;
import dev.multifd.migration.capture.Sender;
import dev.multifd.migration.capture.StoredGuest;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.ZeroPageDetection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A paused guest that is migrated again and again between two programs, each a QEMU or this
 * process. The machine, its ROMs and the state of its devices are always a QEMU's.
 */
public final class PeerRig implements AutoCloseable {
  /** The alias of the newest machine type that a QEMU has: the newest dialect. */
  private static final String MACHINE = "q35";

  /** How a guest comes to a QEMU, and its machine from it: as fast as that goes. */
  private static final SourceOptions FILLING = Scenario.of(Map.of()).options();

  private static final int COPIES_AT_MOST = 3;

  private final QemuStarter starter;
  private final EmptyMachine machine;
  private final TransplantedContent content;
  private final SourceOptions options;
  private final Sender sender;
  private final Origin origin;
  private final Target target;
  private @Nullable Endpoint endpoint;

  private PeerRig(
      QemuStarter starter, EmptyMachine machine, TransplantedContent content, PeerScenario scenario)
      throws IOException {
    this.starter = starter;
    this.machine = machine;
    this.content = content;
    this.options = scenario.scenario().options();
    StoredGuest guest = new StoredGuest(machine.manifest(), content, machine.guest().deviceState());
    this.sender = Sender.load(guest);
    this.origin =
        switch (scenario.source()) {
          case QEMU ->
              new QemuOrigin(starter, new JavaOrigin(sender, guest, FILLING), FILLING, options);
          case JAVA -> new JavaOrigin(sender, guest, options);
        };
    this.target =
        switch (scenario.destination()) {
          case QEMU -> new QemuTarget(starter, options);
          case JAVA -> new JavaTarget(options);
        };
  }

  /**
   * Makes the guest.
   *
   * @throws IllegalArgumentException naming a value that does not fit, and what would
   * @throws PrerequisiteException if there is no QEMU, or one that is too old, or too little memory
   */
  public static PeerRig of(PeerScenario scenario) throws IOException, InterruptedException {
    scenario.scenario().options(); // what does not fit is refused before anything is started
    PageContent donor = scenario.scenario().idleContent();
    QemuProgram program = QemuProgram.requireInstalled();
    requireMemory(donor);
    QemuStarter starter =
        new QemuStarter(program, QemuGuest.inMemory(MACHINE, TransplantedContent.mainBytes(donor)));
    try {
      EmptyMachine machine = EmptyMachine.of(starter, FILLING);
      try {
        return new PeerRig(
            starter, machine, new TransplantedContent(donor, machine.guest().ram()), scenario);
      } catch (IOException | RuntimeException e) {
        machine.close();
        throw e;
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      starter.close();
      throw e;
    }
  }

  private static void requireMemory(PageContent content) throws PrerequisiteException {
    long bytes = content.sourceResidentBytes(HugePages.ADVISED);
    try {
      MemoryBudget.ofHost().check(bytes, COPIES_AT_MOST * content.loadedBytes(HugePages.ADVISED));
    } catch (InsufficientMemoryException e) {
      throw new PrerequisiteException(String.valueOf(e.getMessage()));
    }
  }

  /** Makes both ends ready for {@link #migrate}. */
  public void prepare() throws IOException, InterruptedException {
    target.close();
    BackedMemory.back(2 * content.loadedBytes(HugePages.ADVISED));
    origin.prepare();
    endpoint = target.open();
  }

  /** Migrates once. {@link #prepare} comes before, {@link #prove} after. */
  public PeerReport migrate() throws IOException, InterruptedException {
    Endpoint to = endpoint;
    if (to == null) {
      throw new IllegalStateException("prepare() comes first");
    }
    Departure departure = origin.migrate(to);
    return new PeerReport(departure, target.await());
  }

  /** Compares what has arrived with another guest's RAM, in the same machine. */
  Check verify(Function<GuestRam, GuestContent> other) throws IOException, InterruptedException {
    return target.verify(other.apply(machine.guest().ram()));
  }

  /** Checks what the last migration left, and discards it. */
  public List<Check> prove(PeerReport report) throws IOException, InterruptedException {
    boolean looks = options.detection() != ZeroPageDetection.NONE;
    List<Check> checks =
        List.of(
            target.verify(content),
            Check.equal(
                "normal pages = the guest's non-zero pages",
                report.normalPages(),
                looks ? origin.normalPages(content) : content.totalPages()),
            Check.equal(
                "every page was sent once",
                report.normalPages() + report.zeroPages(),
                content.totalPages()));
    target.close();
    return checks;
  }

  @Override
  public void close() throws IOException {
    try (starter;
        machine;
        sender;
        origin;
        target) {
      endpoint = null;
    }
  }
}
