package dev.multifd.results.compare;

/** What a script wants to be stopped by. */
public enum FailOn {
  /** A row that regressed. */
  REGRESSION,
  /** Besides, a row without a verdict that should have one. */
  INCONCLUSIVE,
  /** Nothing. */
  NEVER
}
