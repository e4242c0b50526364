package dev.multifd.migration.capture;

import dev.multifd.evidence.Check;
import java.util.ArrayList;
import java.util.List;

/** Whether a capture is still what it was when it was kept. */
final class DigestCheck {
  private DigestCheck() {}

  /**
   * Compares digests block by block.
   *
   * @param kept what the manifest says
   * @param found what is there, in the same order
   */
  static List<Check> of(List<Manifest.Block> kept, List<Manifest.Block> found) {
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      String then = kept.get(i).sha256();
      String now = found.get(i).sha256();
      checks.add(
          new Check(
              "block " + kept.get(i).idstr() + " is as it was kept",
              then.equals(now),
              then.equals(now)
                  ? "sha256 " + now
                  : "its file has sha256 " + now + ", the manifest " + then));
    }
    return checks;
  }
}
