package dev.multifd.peer;

import dev.multifd.migration.capture.CapturedGuest;
import dev.multifd.migration.capture.InMemory;
import dev.multifd.migration.capture.Manifest;
import dev.multifd.source.SourceOptions;
import java.io.IOException;

/**
 * What a QEMU's machine is before anything has run in it: its block list, its ROMs, the state of
 * its devices. Any RAM that is put in its place can be sent to a QEMU of the same kind.
 *
 * @param guest the machine, its main block all zero
 * @param manifest what it is called
 */
record EmptyMachine(CapturedGuest guest, Manifest manifest) implements AutoCloseable {
  /** Has a QEMU send one. */
  static EmptyMachine of(QemuStarter starter, SourceOptions options)
      throws IOException, InterruptedException {
    try (Qemu qemu = starter.start();
        Arrivals arrivals = new Arrivals(options)) {
      Modes.ofSource(qemu, options);
      qemu.migrate(arrivals.endpoint());
      CapturedGuest guest = arrivals.await();
      qemu.requireCompleted();
      return new EmptyMachine(guest, new InMemory().keep(guest));
    }
  }

  @Override
  public void close() {
    guest.close();
  }
}
