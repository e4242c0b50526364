package dev.multifd.suite;

/** How a run ended, the worst thing that happened in it. */
public enum RunEnd {
  /** Every cell was measured. */
  OK,
  /** A fork threw or died. */
  FAILED,
  /** A check found a wrong result. */
  CHECK_FAILED,
  /** A cell was skipped for want of a prerequisite, so the answer has a hole. */
  INCOMPLETE,
  /** The user stopped it; the results so far are kept. */
  INTERRUPTED
}
