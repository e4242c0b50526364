package dev.multifd.peer;

import dev.multifd.evidence.Check;
import dev.multifd.guest.GuestContent;
import dev.multifd.guest.Verification;
import dev.multifd.migration.capture.CapturedGuest;
import java.io.IOException;

/** Whether the RAM of a guest that has arrived is what it was made of. */
final class RamCheck {
  private RamCheck() {}

  static Check of(GuestContent content, CapturedGuest guest) throws IOException {
    Verification ram = content.verify(guest.ram());
    return new Check("RAM identical", ram.identical(), ram.describe());
  }
}
