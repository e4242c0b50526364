package dev.multifd.guest;

/**
 * What was done to a guest's zero pages before the migration: the memory regime of a first scan.
 */
public enum ZeroState {
  /** Nothing: a read faults, and maps the shared zero page. */
  NEVER_TOUCHED("never touched"),
  /** They were read: the shared zero page, small or huge, is mapped already. */
  READ_TOUCHED("read-touched"),
  /** They were written with zeroes: each is memory of its own. */
  WRITTEN_ZEROES("written zeroes");

  private final String text;

  ZeroState(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
