package dev.multifd.results;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a cell is what others are held against. Baselines sort first. */
public enum CellRole {
  /** The machine's ceiling, or the way things were done before. */
  BASELINE,
  /** What the suite asks about. */
  SUBJECT;

  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
