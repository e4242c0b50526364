package dev.multifd.results.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Traits by name, as far as they are known. */
final class TraitMap {
  private final Map<String, String> traits = new LinkedHashMap<>();

  /** Adds a trait unless it is unknown. */
  TraitMap with(String name, @Nullable Object value) {
    if (value != null) {
      traits.put(name, value.toString());
    }
    return this;
  }

  Map<String, String> toMap() {
    return traits;
  }

  /** Words for each trait that both have, with another value; what one lacks is no difference. */
  static List<String> differences(Map<String, String> base, Map<String, String> contender) {
    List<String> differences = new ArrayList<>();
    base.forEach((name, value) -> {
      String other = contender.getOrDefault(name, value);
      if (!other.equals(value)) {
        differences.add(name + " '" + value + "' against '" + other + "'");
      }
    });
    return differences;
  }
}
