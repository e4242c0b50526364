package dev.multifd.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentWarningsTest {
  private static final GitInfo CLEAN = new GitInfo("0123456789", false);

  @TempDir private Path root;

  @Test
  void aHostThatTellsNothingGivesNoWarning() {
    assertThat(EnvironmentWarnings.atStart(capture(new FakeHost(root)), GitInfo.UNKNOWN)).isEmpty();
  }

  @Test
  void namesWhatIsDoubtfulAndTheRemedy() {
    FakeHost host =
        FakeHost.complete(root)
            .with("proc/loadavg", "2.10 1 1 1/1 1")
            .with("sys/kernel/mm/transparent_hugepage/enabled", "always madvise [never]");

    List<Warning> warnings =
        EnvironmentWarnings.atStart(capture(host), new GitInfo("0123456789", true));

    assertThat(warnings)
        .extracting(Warning::line)
        .satisfiesExactly(
            governor ->
                assertThat(governor)
                    .contains("'powersave'", "cpupower frequency-set -g performance"),
            load -> assertThat(load).contains("2.10 on 4 CPUs", "run again"),
            thp -> assertThat(thp).contains("huge pages are off", "echo madvise"),
            cgroup -> assertThat(cgroup).contains("150000 100000", "lift the limit"),
            dirty -> assertThat(dirty).contains("no commit holds", "commit them"));
  }

  @Test
  void aQuietHostGivesNone() {
    FakeHost host =
        FakeHost.complete(root)
            .with("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance")
            .with("sys/fs/cgroup/user.slice/bench/cpu.max", "max 100000");

    assertThat(EnvironmentWarnings.atStart(capture(host), CLEAN)).isEmpty();
  }

  @Test
  void stealDuringTheRunIsSeenAtItsEnd() {
    Environment start =
        capture(new FakeHost(root).with("proc/stat", "cpu  100 0 0 900 0 0 0 50 0 0"));
    Environment end =
        capture(new FakeHost(root).with("proc/stat", "cpu  150 0 0 1000 0 0 0 100 0 0"));

    assertThat(EnvironmentWarnings.atEnd(start, end))
        .singleElement()
        .extracting(Warning::text)
        .isEqualTo("the hypervisor took 25.0 % of the CPU time of this run");
    assertThat(EnvironmentWarnings.atEnd(start, start)).isEmpty();
  }

  private static Environment capture(FakeHost host) {
    return Environment.capture(host.files(), Instant.EPOCH);
  }
}
