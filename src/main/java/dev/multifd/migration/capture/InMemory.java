package dev.multifd.migration.capture;

import dev.multifd.guest.BlockRuns;
import dev.multifd.guest.RamBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps a guest nowhere but where it has arrived: its digests are all that is left of it. */
public final class InMemory implements CaptureStore {
  @Override
  public Manifest keep(CapturedGuest guest) throws IOException {
    List<Manifest.Block> blocks = new ArrayList<>();
    for (RamBlock block : guest.ram().blocks()) {
      BlockDigest digest = new BlockDigest();
      BlockRuns.read(block, digest);
      blocks.add(digest.summary(block, null));
    }
    return Manifest.of(
        guest,
        blocks,
        new Manifest.DeviceState(
            guest.deviceState().length, BlockDigest.of(guest.deviceState()), null));
  }
}
