package dev.multifd.results.compare;

import dev.multifd.results.Better;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which direction of a counter is an improvement. Files do not say, so its unit and name do: rates
 * and shares are better when higher, and all else that is counted is a cost.
 */
final class CounterDirection {
  private static final Pattern RATE = Pattern.compile("PerS(?![a-z])");

  private static final Set<String> GAINS = Set.of("converged", "pagesNotRead");

  /** How large the task was: neither direction is one. */
  private static final Set<String> TASK =
      Set.of(
          "normalPages", "laterNormalPages", "zeroPages", "setBytes", "residentBytes", "hugeBytes");

  private CounterDirection() {}

  /** Null if neither direction is an improvement. */
  static @Nullable Better of(String name, String unit) {
    if (TASK.contains(name)) {
      return null;
    }
    boolean gain =
        unit.endsWith("/s")
            || RATE.matcher(name).find()
            || name.startsWith("percentOf")
            || GAINS.contains(name);
    return gain ? Better.HIGHER : Better.LOWER;
  }
}
