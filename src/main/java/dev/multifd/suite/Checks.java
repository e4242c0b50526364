package dev.multifd.suite;

import dev.multifd.results.Check;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up what was checked again and again. */
final class Checks {
  private Checks() {}

  /** One check a name, in order of appearance, over all that are given. */
  static List<Check> join(List<Check> checks) {
    Map<String, Check> byName = new LinkedHashMap<>();
    checks.forEach(check -> byName.merge(check.name(), check, Checks::join));
    return List.copyOf(byName.values());
  }

  private static Check join(Check earlier, Check later) {
    return new Check(
        earlier.name(),
        earlier.passed() && later.passed(),
        earlier.shots() + later.shots(),
        earlier.passed() ? later.detail() : earlier.detail());
  }
}
