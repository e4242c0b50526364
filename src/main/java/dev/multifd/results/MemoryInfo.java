package dev.multifd.results;

import dev.multifd.io.SharedZeroPage;
import org.jspecify.annotations.Nullable;

/**
 * Memory, its page policy and its limits. Null is unknown; limits are the kernel's own words, since
 * "max" and "unlimited" are not numbers.
 *
 * @param totalBytes memory of the host
 * @param availableBytes memory that could be had without swapping
 * @param swapFreeBytes free swap
 * @param thpEnabled transparent huge pages: {@code always}, {@code madvise} or {@code never}
 * @param thpDefrag how hard the kernel tries to make one at a fault
 * @param sharedZeroPage whether reading never-touched memory takes none, since the kernel maps one
 *     page of zeroes everywhere
 * @param memlockSoft soft limit of locked memory, in bytes
 * @param memlockHard hard limit of locked memory, in bytes
 * @param cgroupMemoryMax {@code memory.max} of this process's control group (version 2)
 * @param cgroupCpuMax {@code cpu.max} of this process's control group (version 2): quota and period
 */
public record MemoryInfo(
    @Nullable Long totalBytes,
    @Nullable Long availableBytes,
    @Nullable Long swapFreeBytes,
    @Nullable String thpEnabled,
    @Nullable String thpDefrag,
    @Nullable Boolean sharedZeroPage,
    @Nullable String memlockSoft,
    @Nullable String memlockHard,
    @Nullable String cgroupMemoryMax,
    @Nullable String cgroupCpuMax) {

  private static final String THP = "sys/kernel/mm/transparent_hugepage/";
  private static final String MEMLOCK = "Max locked memory";

  static MemoryInfo read(HostFiles host) {
    String group = cgroup(host);
    return new MemoryInfo(
        kibibytes(host.field("proc/meminfo", "MemTotal")),
        kibibytes(host.field("proc/meminfo", "MemAvailable")),
        kibibytes(host.field("proc/meminfo", "SwapFree")),
        host.chosen(THP + "enabled"),
        host.chosen(THP + "defrag"),
        sharedZeroPage(host),
        memlock(host, 0),
        memlock(host, 1),
        group == null ? null : host.text(group + "memory.max"),
        group == null ? null : host.text(group + "cpu.max"));
  }

  /** Found out by reading fresh memory. */
  public static @Nullable Boolean sharedZeroPage(HostFiles host) {
    return host.isLive() ? (Boolean) SharedZeroPage.backsHugePages() : null;
  }

  /** {@code /proc/meminfo} writes {@code 16384 kB}. */
  private static @Nullable Long kibibytes(@Nullable String field) {
    if (field == null || !field.endsWith(" kB")) {
      return null;
    }
    Long kib = HostFiles.parseLong(field.substring(0, field.length() - 3));
    return kib == null ? null : kib * 1024;
  }

  private static @Nullable String memlock(HostFiles host, int column) {
    for (String line : host.lines("proc/self/limits")) {
      if (line.startsWith(MEMLOCK)) {
        String[] limits = line.substring(MEMLOCK.length()).strip().split("\\s+", -1);
        return column < limits.length ? limits[column] : null;
      }
    }
    return null;
  }

  /** The version 2 group is the line with hierarchy 0 and no controllers: {@code 0::/path}. */
  private static @Nullable String cgroup(HostFiles host) {
    for (String line : host.lines("proc/self/cgroup")) {
      if (line.startsWith("0::/")) {
        String path = line.substring("0::/".length());
        return path.isEmpty() ? "sys/fs/cgroup/" : "sys/fs/cgroup/" + path + "/";
      }
    }
    return null;
  }
}
