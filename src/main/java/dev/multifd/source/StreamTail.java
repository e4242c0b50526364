package dev.multifd.source;

import dev.multifd.wire.MainStreamEncoder;
import java.io.IOException;
import java.util.Arrays;

/** What follows the END section of {@code ram}, to the last byte of the main channel. */
public interface StreamTail {
  /** That of a guest which has RAM and no devices. */
  StreamTail NO_DEVICES =
      (encoder, machine) -> {
        encoder.endOfFile();
        encoder.vmDescription(VmDescription.withoutDevices(machine));
      };

  /**
   * That of a captured guest.
   *
   * @param deviceState device sections, end mark and description, as they came
   */
  static StreamTail of(byte[] deviceState) {
    byte[] kept = Arrays.copyOf(deviceState, deviceState.length);
    return (encoder, machine) -> encoder.deviceState(kept);
  }

  /** Writes it. */
  void write(MainStreamEncoder encoder, String machine) throws IOException;
}
