package dev.multifd.suite;

/** How a run ended, the worst thing that happened in it. */
public enum RunEnd {
  /** Everything that could be measured was. */
  OK,
  /** A fork threw or died. */
  FAILED,
  /** A check found a wrong result. */
  CHECK_FAILED,
  /** Every cell was skipped for want of a prerequisite. */
  NOTHING_MEASURED,
  /** The user stopped it; the results so far are kept. */
  INTERRUPTED
}
