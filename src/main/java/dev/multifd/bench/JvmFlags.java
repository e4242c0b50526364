package dev.multifd.bench;

/** What a benchmark's JVM must have been started with. */
final class JvmFlags {
  private static final String REMEDY =
      "start by ./run-bench.sh, or with the options in src/main/resources/dev/multifd/jvm.flags";

  private JvmFlags() {}

  /**
   * Checks the options without which nothing can be measured, or something else would be.
   *
   * @throws IllegalStateException naming what is missing and the remedy
   */
  static void check() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      throw new IllegalStateException("the Vector API is not there: " + REMEDY);
    }
    if (!JvmFlags.class.getModule().isNativeAccessEnabled()) {
      throw new IllegalStateException("native access is not enabled: " + REMEDY);
    }
  }
}
