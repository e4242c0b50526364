package dev.multifd.results;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cache of the first CPU.
 *
 * @param level 1 to 4
 * @param type {@code Data}, {@code Instruction} or {@code Unified}
 * @param sizeBytes its size; an L3 may be shared by guests that this host cannot see
 * @param sharedByCpus how many logical CPUs share it
 */
public record CacheInfo(
    @Nullable Integer level,
    @Nullable String type,
    @Nullable Long sizeBytes,
    @Nullable Integer sharedByCpus) {

  private static final String FOLDER = "sys/devices/system/cpu/cpu0/cache";

  static List<CacheInfo> read(HostFiles host) {
    List<CacheInfo> caches = new ArrayList<>();
    for (String name : host.names(FOLDER)) {
      if (name.startsWith("index")) {
        String cache = FOLDER + "/" + name + "/";
        Long level = host.number(cache + "level");
        caches.add(
            new CacheInfo(
                level == null ? null : level.intValue(),
                host.text(cache + "type"),
                kibibytes(host.text(cache + "size")),
                CpuSet.count(host.text(cache + "shared_cpu_list"))));
      }
    }
    return List.copyOf(caches);
  }

  /** The kernel writes cache sizes as {@code 48K}. */
  private static @Nullable Long kibibytes(@Nullable String size) {
    if (size == null || !size.endsWith("K")) {
      return null;
    }
    Long kib = HostFiles.parseLong(size.substring(0, size.length() - 1));
    return kib == null ? null : kib * 1024;
  }
}
