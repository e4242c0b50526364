package dev.multifd.migration.letter;

import java.util.Locale;

/**
 * Something that follows from the printed figures without a model.
 *
 * @param kind how surely
 * @param text one line
 */
public record Remark(Kind kind, String text) {
  /** How surely something follows. */
  public enum Kind {
    /** Printed figures and QEMU's constants, added and divided. */
    ARITHMETIC,
    /** What explains the arithmetic; the letter does not say it. */
    INFERENCE
  }

  static Remark arithmetic(String format, Object... values) {
    return new Remark(Kind.ARITHMETIC, String.format(Locale.ROOT, format, values));
  }

  static Remark inference(String format, Object... values) {
    return new Remark(Kind.INFERENCE, String.format(Locale.ROOT, format, values));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%-10s  %s", kind.name().toLowerCase(Locale.ROOT), text);
  }
}
