package dev.multifd.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Histograms of one kind of duration, one a fork; null where a fork failed or nothing of the kind
 * happened.
 *
 * @param unit of the durations, {@code ns}
 * @param forks all measured shots of each fork together
 * @param coldShots the first shot of each fork's cold JVM alone
 */
public record DurationHistograms(
    String unit,
    List<@Nullable DurationSummary> forks,
    List<@Nullable DurationSummary> coldShots) {}
