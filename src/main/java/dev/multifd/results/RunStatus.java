package dev.multifd.results;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a run has come. */
public enum RunStatus {
  /** Still measuring, or ended without a word. */
  RUNNING,
  /** Stopped by its user; what was measured until then is kept. */
  INTERRUPTED,
  /** Every cell has its forks, or a reason why not. */
  COMPLETE;

  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
