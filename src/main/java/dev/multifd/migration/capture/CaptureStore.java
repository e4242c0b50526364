package dev.multifd.migration.capture;

import java.io.IOException;

/** Where a guest is kept that has arrived. */
@FunctionalInterface
public interface CaptureStore {
  /** Reads all of the guest's RAM once, keeps it, and says what there is. */
  Manifest keep(CapturedGuest guest) throws IOException;
}
