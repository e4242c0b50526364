package dev.multifd.destination;

import dev.multifd.lifecycle.MigrationException;
import dev.multifd.qemufile.QemuFileReader;
import java.io.IOException;
import java.util.Arrays;

/**
 * Device state that is kept as bytes: sections have no lengths, so only their device could take
 * them apart. A whole one ends with a description, which is how a source that died is told from one
 * that has finished, and the end of a stream whose connection stays open.
 */
final class OpaqueTail implements StreamTail {
  /** Far above any guest's; a device with much state of its own sends it in iterable sections. */
  private static final int MAX_BYTES = 64 << 20;

  private static final int FIRST_BYTES = 256 << 10;

  private final ForeignGuest guest;

  OpaqueTail(ForeignGuest guest) {
    this.guest = guest;
  }

  @Override
  public void read(QemuFileReader file, boolean returnPath) throws IOException {
    DescriptionEnd end = new DescriptionEnd();
    byte[] tail = new byte[FIRST_BYTES];
    int length = 0;
    while (true) {
      int now = file.readAvailable(tail, length, tail.length - length);
      if (now < 0) {
        requireWhole(end, tail, length);
        break;
      }
      length += now;
      if (returnPath && end.isAt(tail, length)) {
        break;
      }
      if (length == tail.length) {
        tail = grown(tail);
      }
    }
    guest.keepDeviceState(Arrays.copyOf(tail, length));
  }

  private static byte[] grown(byte[] tail) throws MigrationException {
    if (tail.length >= MAX_BYTES) {
      throw new MigrationException(
          "the device state is longer than the " + MAX_BYTES + " bytes that are kept here");
    }
    return Arrays.copyOf(tail, 2 * tail.length);
  }

  private static void requireWhole(DescriptionEnd end, byte[] tail, int length)
      throws MigrationException {
    if (!end.isAt(tail, length)) {
      throw new MigrationException(
          "the source closed the connection after "
              + length
              + " bytes of device state, which do not end with a description: it has died, or its"
              + " machine has suppress-vmdesc=on");
    }
  }
}
