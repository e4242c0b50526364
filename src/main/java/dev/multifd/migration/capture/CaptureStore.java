package dev.multifd.migration.capture;

import java.io.IOException;

/** Where a guest is kept that has arrived. */
@FunctionalInterface
public interface CaptureStore {
  /**
   * The source of a guest that has been loaded. It stands still and has its guest until it is told.
   */
  @FunctionalInterface
  interface WaitingSource {
    /**
     * Tells it, if it waits for that, that it may let go of it. To be done once.
     *
     * @throws IOException if the source goes on with the guest itself
     */
    void confirm() throws IOException;
  }

  /**
   * Reads all of the guest's RAM once, keeps it, and says what there is. The source is told when it
   * cannot get lost any more: until then it stands still and has its guest.
   *
   * @throws IOException if it cannot be kept or the source goes on with it: nothing is left of it
   */
  Manifest keep(CapturedGuest guest, WaitingSource source) throws IOException;

  /** The same for a guest whose source has been told already, or has not asked to be. */
  default Manifest keep(CapturedGuest guest) throws IOException {
    return keep(guest, () -> {});
  }
}
