package dev.multifd.results.compare;

import java.util.List;

/**
 * The key along which cells of one run are compared.
 *
 * @param key the key
 * @param values which of its values, the base first; none stands for all, as they come in the run
 */
public record ColumnKey(String key, List<String> values) {

  /** Reads {@code key} or {@code key=base,value}. */
  public static ColumnKey parse(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new ColumnKey(text, List.of())
        : new ColumnKey(
            text.substring(0, equals), List.of(text.substring(equals + 1).split(",", -1)));
  }
}
