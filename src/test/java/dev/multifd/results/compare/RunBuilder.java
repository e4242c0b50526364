package dev.multifd.results.compare;

import dev.multifd.results.CellResult;
import dev.multifd.results.Configuration;
import dev.multifd.results.Environment;
import dev.multifd.results.GitInfo;
import dev.multifd.results.HostIdentity;
import dev.multifd.results.JvmInfo;
import dev.multifd.results.RunFile;
import dev.multifd.results.RunStatus;
import dev.multifd.results.SampleRun;
import dev.multifd.results.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes runs for comparisons. */
public final class RunBuilder {
  private final String commit;
  private String startedAt = "2026-01-02T03:04:05Z";
  private RunStatus status = RunStatus.COMPLETE;
  private HostIdentity host = SampleRun.environment().host();
  private String jvmVersion = "25";
  private String kernel = "6.12.3";
  private final List<Warning> warnings = new ArrayList<>();
  private final List<CellResult> cells = new ArrayList<>();

  private RunBuilder(String commit) {
    this.commit = commit;
  }

  /** A run of a commit whose hash begins with those digits. */
  public static RunBuilder run(String digits) {
    return new RunBuilder((digits + "0".repeat(40)).substring(0, 40));
  }

  /** Adds cells. */
  public RunBuilder with(CellResult... added) {
    cells.addAll(List.of(added));
    return this;
  }

  RunBuilder startedAt(String instant) {
    startedAt = instant;
    return this;
  }

  RunBuilder status(RunStatus other) {
    status = other;
    return this;
  }

  RunBuilder host(String label, String fingerprint) {
    host = new HostIdentity(label, fingerprint);
    return this;
  }

  RunBuilder jvmVersion(String version) {
    jvmVersion = version;
    return this;
  }

  RunBuilder kernel(String release) {
    kernel = release;
    return this;
  }

  RunBuilder warning(String text) {
    warnings.add(new Warning(text, "wait"));
    return this;
  }

  /** The run. */
  public RunFile build() {
    return new RunFile(
        RunFile.SCHEMA_VERSION,
        status,
        null,
        startedAt,
        null,
        new GitInfo(commit, false),
        environment(),
        null,
        new Configuration("quick", 6, 1, 1, List.of("-Xmx512m"), List.of(), Map.of()),
        warnings,
        cells);
  }

  Side side(String name) {
    return Side.of(name, build());
  }

  private Environment environment() {
    Environment sample = SampleRun.environment();
    JvmInfo jvm = sample.jvm();
    return new Environment(
        sample.capturedAt(),
        host,
        kernel,
        sample.architecture(),
        sample.cpu(),
        sample.memory(),
        sample.network(),
        sample.load(),
        new JvmInfo(jvm.name(), jvmVersion, jvm.vendor(), jvm.flags(), jvm.vectorBits()));
  }
}
