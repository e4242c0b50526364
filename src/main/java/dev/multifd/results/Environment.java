package dev.multifd.results;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a number depends on besides the code, captured at the start and at the end of a run. Unknown
 * is null, never 0.
 *
 * @param capturedAt when, as an ISO-8601 instant
 * @param host which machine
 * @param kernelRelease as {@code uname -r} says
 * @param architecture as the JVM says
 * @param cpu the processor
 * @param memory memory and limits
 * @param network socket buffer limits
 * @param load how busy the host is
 * @param jvm the launcher's JVM
 */
public record Environment(
    String capturedAt,
    HostIdentity host,
    @Nullable String kernelRelease,
    @Nullable String architecture,
    CpuInfo cpu,
    MemoryInfo memory,
    NetworkInfo network,
    LoadInfo load,
    JvmInfo jvm) {

  /** Reads everything now; costs a few milliseconds. */
  public static Environment capture(HostFiles host, Instant now) {
    String kernel = host.text("proc/sys/kernel/osrelease");
    CpuInfo cpu = CpuInfo.read(host);
    MemoryInfo memory = MemoryInfo.read(host);
    return new Environment(
        now.toString(),
        HostIdentity.of(host.text("proc/sys/kernel/hostname"), kernel, cpu, memory),
        kernel,
        System.getProperty("os.arch"),
        cpu,
        memory,
        NetworkInfo.read(host),
        LoadInfo.read(host),
        JvmInfo.read());
  }
}
