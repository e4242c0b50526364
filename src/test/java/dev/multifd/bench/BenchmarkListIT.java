package dev.multifd.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.suite.Benchmark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/** The built jar has the benchmarks and parameters that the suite asks it for, and no others. */
class BenchmarkListIT {
  private static final String JAR =
      Objects.requireNonNull(System.getProperty("multifd.jar"), "multifd.jar names the jar");

  static List<BenchmarkListEntry> entries() throws IOException {
    try (JarFile jar = new JarFile(JAR);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    jar.getInputStream(jar.getEntry("META-INF/BenchmarkList")), UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(BenchmarkListEntry::new)
          .toList();
    }
  }

  @Test
  void benchmarksAreThoseOfTheSuite() throws IOException {
    assertThat(entries().stream().map(BenchmarkListEntry::getUsername).toList())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Benchmark.values()).map(Benchmark::method).toList());
  }

  @Test
  void parametersAndTheirUsualValuesAreThoseOfTheSuite() throws IOException {
    Map<String, BenchmarkListEntry> byName =
        entries().stream().collect(Collectors.toMap(BenchmarkListEntry::getUsername, e -> e));
    for (Benchmark benchmark : Benchmark.values()) {
      BenchmarkListEntry entry = byName.get(benchmark.method());
      assertThat(entry).as(benchmark.method()).isNotNull();
      Map<String, String> usual = new HashMap<>();
      entry.getParams().orElse(Map.of()).forEach((name, values) -> usual.put(name, values[0]));
      assertThat(usual).as(benchmark.method()).isEqualTo(benchmark.defaults());
    }
  }

  @Test
  void jmhItselfListsThem() throws IOException, InterruptedException {
    Process jmh =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                JAR,
                "org.openjdk.jmh.Main",
                "-l")
            .redirectErrorStream(true)
            .start();
    List<String> listed;
    try (BufferedReader out = jmh.inputReader(UTF_8)) {
      listed = out.lines().toList();
    }
    assertThat(jmh.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(jmh.exitValue()).isZero();
    assertThat(listed)
        .containsAll(Arrays.stream(Benchmark.values()).map(Benchmark::method).toList());
  }
}
