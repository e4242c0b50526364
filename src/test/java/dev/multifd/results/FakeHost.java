package dev.multifd.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A made-up /proc and /sys in a folder. */
final class FakeHost {
  private final Path root;

  FakeHost(Path root) {
    this.root = root;
  }

  HostFiles files() {
    return new HostFiles(root);
  }

  FakeHost with(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, text + "\n");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two cores with two threads each, 16 GiB, everything known. */
  static FakeHost complete(Path root) {
    FakeHost host = new FakeHost(root);
    host.with("proc/sys/kernel/hostname", "lab/7")
        .with("proc/sys/kernel/osrelease", "6.12.3-test")
        .with(
            "proc/cpuinfo",
            """
            processor\t: 0
            model name\t: Example CPU 9000
            flags\t\t: sse2 avx2 avx512bw hypervisor\
            """)
        .with(
            "proc/meminfo",
            """
            MemTotal:       16777216 kB
            MemAvailable:    8388608 kB
            SwapFree: 0 kB\
            """)
        .with("proc/loadavg", "0.25 0.50 0.75 1/200 4242")
        .with("proc/stat", "cpu  100 0 50 800 10 0 5 35 0 0\ncpu0 1 2 3")
        .with(
            "proc/self/limits",
            "Max locked memory         8388608              unlimited            bytes")
        .with("proc/self/cgroup", "0::/user.slice/bench")
        .with("sys/fs/cgroup/user.slice/bench/memory.max", "max")
        .with("sys/fs/cgroup/user.slice/bench/cpu.max", "150000 100000")
        .with("proc/sys/net/ipv4/tcp_rmem", "4096\t131072\t33554432")
        .with("proc/sys/net/ipv4/tcp_wmem", "4096\t16384\t4194304")
        .with("proc/sys/net/core/rmem_max", "212992")
        .with("proc/sys/net/core/wmem_max", "212993")
        .with("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never")
        .with("sys/kernel/mm/transparent_hugepage/defrag", "[always] defer never")
        .with("sys/devices/system/node/online", "0-1")
        .with("sys/devices/system/cpu/online", "0-3")
        .with("sys/devices/system/cpu/smt/active", "1")
        .with("sys/devices/system/cpu/intel_pstate/no_turbo", "0")
        .with("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave")
        .with("sys/devices/system/cpu/cpu0/cache/index3/level", "3")
        .with("sys/devices/system/cpu/cpu0/cache/index3/type", "Unified")
        .with("sys/devices/system/cpu/cpu0/cache/index3/size", "491520K")
        .with("sys/devices/system/cpu/cpu0/cache/index3/shared_cpu_list", "0-3");
    for (int cpu = 0; cpu < 4; cpu++) {
      String topology = "sys/devices/system/cpu/cpu" + cpu + "/topology/";
      host.with(topology + "physical_package_id", "0").with(topology + "core_id", "" + cpu / 2);
    }
    return host;
  }
}
