package dev.multifd.report.cells;

import dev.multifd.results.RunFile;

/** How a run is called. */
public final class RunWords {
  private static final int MINUTES = "2026-01-02T03:04".length();

  private RunWords() {}

  /** When it began, to the minute, in UTC. */
  public static String began(RunFile run) {
    String instant = run.startedAt();
    return instant.substring(0, Math.min(MINUTES, instant.length())).replace('T', ' ');
  }

  /** The commit in few digits, and whether its tree had changes. */
  public static String commit(RunFile run) {
    return run.git().shortName();
  }

  /** The host's name and the first digits of its fingerprint. */
  public static String host(RunFile run) {
    return run.environmentAtStart().host().folderName();
  }
}
