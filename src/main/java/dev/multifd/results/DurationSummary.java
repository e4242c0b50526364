package dev.multifd.results;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One histogram of durations, for people and for tools.
 *
 * @param count how many durations
 * @param p50 median, as all the others in the histogram's unit
 * @param p90 nine of ten are no longer
 * @param p99 99 of a hundred are no longer
 * @param p999 999 of a thousand are no longer
 * @param max the longest
 * @param encoded the whole histogram: HdrHistogram's compressed encoding in Base64
 */
public record DurationSummary(
    long count,
    long p50,
    long p90,
    long p99,
    @JsonProperty("p99.9") long p999,
    long max,
    String encoded) {}
