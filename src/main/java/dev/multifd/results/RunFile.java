package dev.multifd.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run: the whole content of a result file.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param status how far it came
 * @param label the user's own words for this run
 * @param startedAt ISO-8601 instant
 * @param endedAt ISO-8601 instant; null while it runs
 * @param git the commit measured
 * @param environmentAtStart the host before the first cell
 * @param environmentAtEnd the host after the last cell; null while it runs
 * @param configuration what was asked for
 * @param warnings what makes the numbers doubtful
 * @param cells the cells, baselines first
 */
public record RunFile(
    int schemaVersion,
    RunStatus status,
    @Nullable String label,
    String startedAt,
    @Nullable String endedAt,
    GitInfo git,
    Environment environmentAtStart,
    @Nullable Environment environmentAtEnd,
    Configuration configuration,
    List<Warning> warnings,
    List<CellResult> cells) {

  /**
   * Version of this layout; a reader refuses others. Fields may be added without a new one: a
   * reader skips what it does not know, and what an older file lacks is unknown.
   */
  public static final int SCHEMA_VERSION = 1;
}
