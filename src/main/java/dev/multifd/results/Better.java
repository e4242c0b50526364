package dev.multifd.results;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which direction of a metric is an improvement. */
public enum Better {
  /** Times. */
  LOWER,
  /** Rates. */
  HIGHER;

  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
