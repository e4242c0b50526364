package dev.multifd.results.compare;

/** A comparison in one word, for a script. */
public enum Outcome {
  /** Nothing that the script wants to be stopped by. */
  PASSED,
  /** A row regressed. */
  REGRESSION,
  /** No row regressed, and a row has no verdict. */
  INCONCLUSIVE
}
