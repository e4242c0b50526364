package dev.multifd.destination;

import dev.multifd.guest.GuestRam;
import org.jspecify.annotations.Nullable;

/**
 * A guest whose blocks and devices nobody here knew before it came: its RAM and the state of its
 * devices, as bytes. Closing unmaps the RAM; close the {@link MigrationDestination} first.
 */
public final class ForeignGuest implements AutoCloseable {
  private final long maxRamBytes;
  private @Nullable GuestRam ram;
  private byte @Nullable [] deviceState;

  /**
   * Makes room for a guest.
   *
   * @param maxRamBytes most that its RAM blocks may have together
   */
  public ForeignGuest(long maxRamBytes) {
    this.maxRamBytes = maxRamBytes;
  }

  long maxRamBytes() {
    return maxRamBytes;
  }

  synchronized void keepRam(GuestRam mapped) {
    ram = mapped;
  }

  synchronized void keepDeviceState(byte[] bytes) {
    deviceState = bytes;
  }

  /**
   * Its RAM, in the order of the source's block list.
   *
   * @throws IllegalStateException if it has not arrived
   */
  public synchronized GuestRam ram() {
    GuestRam arrived = ram;
    if (arrived == null) {
      throw new IllegalStateException("no block list has arrived");
    }
    return arrived;
  }

  /**
   * All that follows the footer of the END section of {@code ram}, to the stream's end: device
   * sections, the end mark and the VMDESCRIPTION. Not a copy: do not write to it.
   *
   * @throws IllegalStateException if it has not arrived
   */
  public synchronized byte[] deviceState() {
    byte[] arrived = deviceState;
    if (arrived == null) {
      throw new IllegalStateException("no device state has arrived");
    }
    return arrived;
  }

  @Override
  public synchronized void close() {
    GuestRam mapped = ram;
    if (mapped != null) {
      mapped.close();
      ram = null;
    }
  }
}
