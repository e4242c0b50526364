package dev.multifd.results;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a cell. */
public enum CellStatus {
  /** No fork of it has run yet. */
  PENDING,
  /** Every fork that ran measured. */
  OK,
  /** A fork threw, died, or found that what arrived is not what was sent. */
  FAILED,
  /** The host lacks something the cell needs, such as memory. */
  SKIPPED;

  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
