package dev.multifd.cli;

/** What a command tells the shell. */
public final class ExitCode {
  /** All went well. */
  public static final int OK = 0;

  /** Something failed: a migration, or this program. */
  public static final int FAILED = 1;

  /** The command line is wrong, or a prerequisite is missing. */
  public static final int USAGE = 2;

  /** A comparison found that something has become worse. */
  public static final int REGRESSION = 3;

  /** A comparison has rows without a verdict, and was told to fail on that. */
  public static final int INCONCLUSIVE = 4;

  /** A proof or check found a wrong result. */
  public static final int CHECK_FAILED = 5;

  /** A guest dirtied its RAM faster than the limits allowed to send. */
  public static final int NOT_CONVERGED = 6;

  /** Stopped by its user; results so far are kept. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
