package dev.multifd.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForkFlagsTest {

  @Test
  void splitsAnArgumentFileAndFixesTheHeap() {
    assertThat(ForkFlags.withHeap("--add-modules a.b\n\n# why\n-Dx=y # because\n"))
        .containsExactly("--add-modules", "a.b", "-Dx=y", "-Xms512m", "-Xmx512m");
  }

  @Test
  void theJarHoldsTheLaunchersOwnFlags() {
    assertThat(ForkFlags.read()).contains("jdk.incubator.vector").endsWith("-Xmx512m");
  }
}
