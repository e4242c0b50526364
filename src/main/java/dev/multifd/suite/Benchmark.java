package dev.multifd.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The benchmarks of the suite: where they are in the jar, their parameters with the values a cell
 * has unless its row says otherwise, and whether they prove each shot.
 */
public enum Benchmark {
  /** One whole migration a shot. */
  IDLE_GUEST("dev.multifd.bench.IdleGuestBenchmark.migrate", true),
  /** One whole migration a shot, of a guest that goes on writing. */
  DIRTYING_GUEST("dev.multifd.bench.DirtyingGuestBenchmark.migrate", true),
  /** The source's book-keeping with scan and write emptied, a page. */
  DISPATCH("dev.multifd.bench.DispatchBenchmark.dispatch", true),
  /** The same normal pages by bare writev and readv. */
  TRANSPORT_CEILING("dev.multifd.bench.TransportCeilingBenchmark.writevReadv", true),
  /** Work brought to channel threads, an item. */
  HAND_OVER("dev.multifd.bench.HandOverBenchmark.round", true),
  /** Zero tests of a set of pages. */
  SCAN("dev.multifd.bench.ScanBenchmark.scan", true),
  /** One whole migration a shot, between two programs. */
  PEER("dev.multifd.bench.PeerBenchmark.migrate", true);

  private final String method;
  private final boolean proves;

  Benchmark(String method, boolean proves) {
    this.method = method;
    this.proves = proves;
  }

  /** Class and method as JMH names them. */
  public String method() {
    return method;
  }

  /** Whether every shot leaves its checks, and must pass them. */
  public boolean proves() {
    return proves;
  }

  /**
   * The counter that people compare instead of JMH's score, which is then the time of a shot whose
   * length is given; null where the score is the figure.
   */
  @Nullable String figure() {
    return switch (this) {
      case SCAN -> "nsPerPage";
      case PEER -> "totalMs";
      case IDLE_GUEST, DIRTYING_GUEST, DISPATCH, TRANSPORT_CEILING, HAND_OVER -> null;
    };
  }

  /** All parameters with their usual values, in the order they matter to a reader. */
  public Map<String, String> defaults() {
    return switch (this) {
      case IDLE_GUEST ->
          params(
              Param.MODE, "multifd",
              Param.ZERO_PAGE_DETECTION, "multifd",
              Param.CHANNELS, "4",
              Param.GUEST_SIZE, "16G",
              Param.PLACEMENT, "clusters",
              Param.TEXTURE, "random",
              Param.SOURCE_STATE, "never-touched",
              Param.SOURCE_HUGE_PAGES, "advised",
              Param.DESTINATION_STATE, "fresh",
              Param.DISPATCH, "range",
              Param.TRANSPORT, "tcp",
              Param.SCANNER, "best",
              Param.PRESENCE_MAP, "off",
              Param.COMPRESSION, "none",
              Param.PACKING, "merged-runs",
              Param.UNPACKING, "read-ahead",
              Param.NON_ZERO_PAGES, "",
              Param.GUEST, "");
      case DIRTYING_GUEST ->
          params(
              Param.MODE, "multifd",
              Param.ZERO_PAGE_DETECTION, "multifd",
              Param.CHANNELS, "4",
              Param.GUEST_SIZE, "16G",
              Param.STRESS_WRITERS, "4",
              Param.STRESS_BYTES, "400M",
              Param.DIRTY_RATE, "flat-out",
              Param.DIRTY_TRACKER, "software",
              Param.CPUS, "shared",
              Param.DISPATCH, "range",
              Param.TRANSPORT, "tcp",
              Param.MAX_BANDWIDTH, "6G",
              Param.DOWNTIME_LIMIT_MS, "300",
              Param.ACCOUNTING, "exact",
              Param.THROTTLING, "off",
              Param.LIMIT, "10",
              Param.GUEST, "");
      case DISPATCH ->
          params(
              Param.DISPATCH, "range",
              Param.CHANNELS, "4",
              Param.PAGES, "zero");
      case TRANSPORT_CEILING ->
          params(
              Param.CHANNELS, "4",
              Param.TRANSPORT, "tcp",
              Param.PLACEMENT, "clusters",
              Param.NON_ZERO_PAGES, "",
              Param.GUEST_SIZE, "16G",
              Param.DESTINATION_STATE, "fresh",
              Param.CALLS, "writev",
              Param.STRESS_WRITERS, "0",
              Param.STRESS_BYTES, "400M");
      case HAND_OVER ->
          params(
              Param.HAND_OVER, "cursor",
              Param.IDLE, "backoff",
              Param.CHANNELS, "4",
              Param.DIRTYING_THREADS, "0");
      case SCAN ->
          params(
              Param.SCANNER, "best",
              Param.REGIME, "dram-thp",
              Param.CONTENT, "zero",
              Param.PAGE_SIZE, "4K",
              Param.GUEST, "");
      case PEER ->
          params(
              Param.SOURCE, "java",
              Param.DESTINATION, "java",
              Param.MODE, "multifd",
              Param.ZERO_PAGE_DETECTION, "multifd",
              Param.CHANNELS, "4",
              Param.GUEST_SIZE, "16G",
              Param.PLACEMENT, "one-block",
              Param.PRESENCE_MAP, "off",
              Param.COMPRESSION, "none",
              Param.GUEST, "");
    };
  }

  private static Map<String, String> params(String... namesAndValues) {
    Map<String, String> params = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      params.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Collections.unmodifiableMap(params);
  }
}
