package dev.multifd.results;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The launcher's JVM; forks run the same one with the flags kept in {@link Configuration}.
 *
 * @param name the virtual machine
 * @param version its full version
 * @param vendor who built it
 * @param flags what the launcher was started with
 * @param vectorBits widest vectors the compiler uses ({@code MaxVectorSize}), which the preferred
 *     species of the Vector API follows; null on a JVM that does not say
 */
public record JvmInfo(
    @Nullable String name,
    @Nullable String version,
    @Nullable String vendor,
    List<String> flags,
    @Nullable Integer vectorBits) {

  static JvmInfo read() {
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    return new JvmInfo(
        runtime.getVmName(),
        System.getProperty("java.vm.version"),
        runtime.getVmVendor(),
        // Where the checkout lies is nobody's business and no condition of the measurement.
        runtime.getInputArguments().stream()
            .filter(flag -> !flag.startsWith("-Dmultifd.home="))
            .toList(),
        maxVectorBits());
  }

  private static @Nullable Integer maxVectorBits() {
    HotSpotDiagnosticMXBean hotspot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (hotspot == null) {
      return null;
    }
    try {
      return Integer.parseInt(hotspot.getVMOption("MaxVectorSize").getValue()) * Byte.SIZE;
    } catch (IllegalArgumentException unknownFlag) {
      return null;
    }
  }
}
