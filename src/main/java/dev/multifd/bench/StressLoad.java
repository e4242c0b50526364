package dev.multifd.bench;

import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.IdleGuest;
import dev.multifd.guest.IdleGuestParameters;
import dev.multifd.guest.SoftwareDirtyTracker;
import dev.multifd.guest.StressGuest;
import dev.multifd.guest.StressParameters;
import dev.multifd.guest.StressedContent;
import dev.multifd.io.Mapping;
import java.io.IOException;
import java.util.Optional;

/**
 * Takes processors and memory as a dirtying guest's writers do, from work that is measured beside
 * it: a guest of its own, which nobody migrates.
 */
final class StressLoad implements AutoCloseable {
  private record Running(GuestRam ram, StressGuest writers) {}

  private final Optional<Running> running;

  /**
   * @param stress what the writers do; nothing for no load
   */
  StressLoad(Optional<StressParameters> stress) throws IOException, InterruptedException {
    running = stress.isEmpty() ? Optional.empty() : Optional.of(start(stress.get()));
  }

  private static Running start(StressParameters stress) throws IOException, InterruptedException {
    long hugePages =
        Math.ceilDiv(stress.writers() * stress.bytesPerWriter(), Mapping.HUGE_PAGE_BYTES);
    StressedContent content =
        new StressedContent(
            new IdleGuest(
                IdleGuestParameters.DEFAULT.withRamBytes(hugePages * Mapping.HUGE_PAGE_BYTES)),
            stress);
    GuestRam ram = GuestRam.map(content.layout(), HugePages.ADVISED);
    StressGuest guest = new StressGuest(ram, content, new SoftwareDirtyTracker());
    try {
      guest.start();
      return new Running(ram, guest);
    } catch (InterruptedException | RuntimeException e) {
      guest.close();
      ram.close();
      throw e;
    }
  }

  @Override
  public void close() {
    running.ifPresent(load -> {
      load.writers.close();
      load.ram.close();
    });
  }
}
