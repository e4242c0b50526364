package dev.multifd.results.compare;

import dev.multifd.results.JvmInfo;
import java.util.Map;

/** The forks' JVM and its flags. */
final class JvmTraits implements Traits {
  @Override
  public Map<String, String> of(MeasuredCell measured) {
    JvmInfo jvm = measured.run().environmentAtStart().jvm();
    return new TraitMap()
        .with("name", jvm.name())
        .with("version", jvm.version())
        .with("vendor", jvm.vendor())
        .with("vector bits", jvm.vectorBits())
        .with("fork flags", String.join(" ", measured.run().configuration().forkJvmArgs()))
        .toMap();
  }
}
