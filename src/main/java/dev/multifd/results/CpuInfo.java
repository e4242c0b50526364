package dev.multifd.results;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processor as the kernel describes it. Null is unknown.
 *
 * @param model the model name
 * @param logicalCpus CPUs on line
 * @param cores physical cores on line
 * @param smt whether two CPUs of a core are on line
 * @param numaNodes memory nodes on line
 * @param governor frequency governor of the first CPU
 * @param turbo whether the clock may rise above its nominal rate
 * @param hypervisor whether a hypervisor says it is there
 * @param vectorBits widest vectors the CPU offers; what the JVM uses is in {@link JvmInfo}
 * @param caches caches of the first CPU
 */
public record CpuInfo(
    @Nullable String model,
    @Nullable Integer logicalCpus,
    @Nullable Integer cores,
    @Nullable Boolean smt,
    @Nullable Integer numaNodes,
    @Nullable String governor,
    @Nullable Boolean turbo,
    @Nullable Boolean hypervisor,
    @Nullable Integer vectorBits,
    List<CacheInfo> caches) {

  private static final String CPU = "sys/devices/system/cpu/";

  static CpuInfo read(HostFiles host) {
    Set<String> flags = flags(host);
    return new CpuInfo(
        host.field("proc/cpuinfo", "model name"),
        CpuSet.count(host.text(CPU + "online")),
        cores(host),
        flag(host.number(CPU + "smt/active")),
        CpuSet.count(host.text("sys/devices/system/node/online")),
        host.text(CPU + "cpu0/cpufreq/scaling_governor"),
        turbo(host),
        flags.isEmpty() ? null : Boolean.valueOf(flags.contains("hypervisor")),
        vectorBits(flags),
        CacheInfo.read(host));
  }

  private static @Nullable Integer cores(HostFiles host) {
    List<String> cores = new ArrayList<>();
    for (String name : host.names("sys/devices/system/cpu")) {
      if (name.matches("cpu\\d+")) {
        String topology = CPU + name + "/topology/";
        Long socket = host.number(topology + "physical_package_id");
        Long core = host.number(topology + "core_id");
        if (socket != null && core != null) {
          cores.add(socket + ":" + core);
        }
      }
    }
    return cores.isEmpty() ? null : Integer.valueOf(Set.copyOf(cores).size());
  }

  /** Intel's driver says "no turbo"; the generic one says "boost". */
  private static @Nullable Boolean turbo(HostFiles host) {
    Long noTurbo = host.number(CPU + "intel_pstate/no_turbo");
    return noTurbo != null
        ? Boolean.valueOf(noTurbo == 0)
        : flag(host.number(CPU + "cpufreq/boost"));
  }

  private static @Nullable Boolean flag(@Nullable Long number) {
    return number == null ? null : Boolean.valueOf(number != 0);
  }

  /** x86 calls the line "flags", Arm "Features". */
  private static Set<String> flags(HostFiles host) {
    String line = host.field("proc/cpuinfo", "flags");
    if (line == null) {
      line = host.field("proc/cpuinfo", "Features");
    }
    return line == null ? Set.of() : new HashSet<>(List.of(line.split(" ", -1)));
  }

  /**
   * Byte compares on 512 bits need AVX-512BW. SVE's width is not in the flags, so it counts as 128.
   */
  private static @Nullable Integer vectorBits(Set<String> flags) {
    if (flags.contains("avx512bw")) {
      return 512;
    }
    if (flags.contains("avx2")) {
      return 256;
    }
    return flags.contains("sse2") || flags.contains("asimd") ? 128 : null;
  }
}
