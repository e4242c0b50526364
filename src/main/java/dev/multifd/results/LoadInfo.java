package dev.multifd.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How busy the host is. Null is unknown.
 *
 * @param load1 mean runnable tasks of the last minute
 * @param load5 of the last five minutes
 * @param load15 of the last fifteen minutes
 * @param cpuTicks clock ticks of all CPUs since boot, in all states
 * @param stealTicks those of them that the hypervisor gave to somebody else
 */
public record LoadInfo(
    @Nullable Double load1,
    @Nullable Double load5,
    @Nullable Double load15,
    @Nullable Long cpuTicks,
    @Nullable Long stealTicks) {

  /** Columns of the cpu line: user nice system idle iowait irq softirq steal; guest is in user. */
  private static final int STEAL = 7;

  static LoadInfo read(HostFiles host) {
    String[] load = words(host.text("proc/loadavg"));
    Long total = null;
    Long steal = null;
    for (String line : host.lines("proc/stat")) {
      if (line.startsWith("cpu ")) {
        List<String> ticks = List.of(words(line.substring("cpu ".length())));
        total = sum(ticks.subList(0, Math.min(ticks.size(), STEAL + 1)));
        steal = ticks.size() > STEAL ? HostFiles.parseLong(ticks.get(STEAL)) : null;
        break;
      }
    }
    return new LoadInfo(at(load, 0), at(load, 1), at(load, 2), total, steal);
  }

  /** Part of all CPU time since {@code start} that was stolen, 0 to 1, or null when unknown. */
  public @Nullable Double stealShareSince(LoadInfo start) {
    if (cpuTicks == null
        || stealTicks == null
        || start.cpuTicks == null
        || start.stealTicks == null) {
      return null;
    }
    long passed = cpuTicks - start.cpuTicks;
    return passed <= 0 ? null : (double) (stealTicks - start.stealTicks) / passed;
  }

  private static String[] words(@Nullable String text) {
    return text == null ? new String[0] : text.strip().split("\\s+", -1);
  }

  private static @Nullable Double at(String[] words, int index) {
    return index < words.length ? HostFiles.parseDouble(words[index]) : null;
  }

  private static @Nullable Long sum(List<String> numbers) {
    long sum = 0;
    for (String number : numbers) {
      Long value = HostFiles.parseLong(number);
      if (value == null) {
        return null;
      }
      sum += value;
    }
    return numbers.isEmpty() ? null : Long.valueOf(sum);
  }
}
