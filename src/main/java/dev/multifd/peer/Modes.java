package dev.multifd.peer;

import dev.multifd.migration.ParameterText;
import dev.multifd.source.SourceOptions;
import java.io.IOException;

/** Tells a QEMU's monitor what the options of this pipeline's source say. */
final class Modes {
  private Modes() {}

  /** What both ends must be told alike. */
  static void ofBothEnds(Qemu qemu, SourceOptions options) throws IOException {
    qemu.setCapability("multifd", options.multifd());
    if (options.multifd()) {
      qemu.setParameter("multifd-channels", options.channels());
      qemu.setParameter("multifd-compression", ParameterText.of(options.compression().method()));
    }
  }

  /**
   * What the source alone is told. The destination is to say when it has loaded all; bandwidth is
   * not limited, since nothing but speed is compared.
   */
  static void ofSource(Qemu qemu, SourceOptions options) throws IOException {
    ofBothEnds(qemu, options);
    qemu.setCapability("return-path", true);
    qemu.setParameter("zero-page-detection", ParameterText.of(options.detection()));
    qemu.setParameter("max-bandwidth", 0);
  }
}
