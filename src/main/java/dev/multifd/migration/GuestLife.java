package dev.multifd.migration;

import dev.multifd.evidence.Check;
import dev.multifd.guest.DirtyTracker;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.io.CpuAffinity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a guest does while it is migrated, once or again and again. */
interface GuestLife {
  /** It lives in {@code ram}, which is loaded. Returns when it is what it is to be. */
  void begin(GuestRam ram) throws IOException, InterruptedException;

  /** What learns of its writes. */
  DirtyTracker tracker();

  /** What writes. */
  VirtualCpus cpus();

  /** The migration's threads are started before this is closed. */
  CpuAffinity migrating() throws IOException;

  /**
   * How fast its writers were, if it has any.
   *
   * @param runningNs how long they have run since {@link #migrating}
   */
  Optional<GuestWork> work(long runningNs);

  /** What must hold of it beside what holds of every migration. */
  List<Check> checks(MigrationReport report);

  /** It lives no more. Doing it twice does nothing. */
  void end();
}
