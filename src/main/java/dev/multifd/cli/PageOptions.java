package dev.multifd.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Of a scenario's parameters, how a source finds, packs and paces pages. */
final class PageOptions {
  private final Map<String, String> given = new LinkedHashMap<>();

  @Option(
      names = "--dispatch",
      paramLabel = "WAY",
      description = "range (default), or page by page as QEMU does.")
  void dispatch(@Nullable String value) {
    put("dispatch", value);
  }

  @Option(
      names = "--scanner",
      paramLabel = "KIND",
      description =
          "best (the widest vectors, default), bytes, longs, longs8, vector128, vector256,"
              + " vector512, mismatch or memcmp.")
  void scanner(@Nullable String value) {
    put("scanner", value);
  }

  @Option(
      names = "--sampling",
      paramLabel = "WHAT",
      description =
          "Looked at before a page is scanned: none (default), first-last-middle (QEMU's bytes),"
              + " first-word or last-word.")
  void sampling(@Nullable String value) {
    put("sampling", value);
  }

  @Option(
      names = "--presence-map",
      paramLabel = "HOW",
      arity = "0..1",
      fallbackValue = "on",
      description =
          "Do not read pages that the kernel calls absent, in the first round: off (default), on"
              + " (also without a value; the best method here), pagemap-scan or pagemap-read.")
  void presenceMap(@Nullable String value) {
    put("presenceMap", value);
  }

  @Option(
      names = "--compression",
      paramLabel = "METHOD",
      description = "Of pages on multifd channels: none (default), zlib or zstd.")
  void compression(@Nullable String value) {
    put("compression", value);
  }

  @Option(
      names = "--compression-level",
      paramLabel = "N",
      description = "How hard it tries: 0 to 9 of zlib, 0 to 20 of zstd (1).")
  void compressionLevel(@Nullable String value) {
    put("compressionLevel", value);
  }

  @Option(
      names = "--packing",
      paramLabel = "HOW",
      description =
          "How a packet is written: merged-runs (one writev, neighbours in one entry; default),"
              + " page-entries (one writev, as QEMU), header-apart (write, then writev),"
              + " several-packets (in one writev), one-buffer (copied, one write) or zero-copy"
              + " (MSG_ZEROCOPY; TCP alone).")
  void packing(@Nullable String value) {
    put("packing", value);
  }

  @Option(
      names = "--max-bandwidth",
      paramLabel = "SIZE",
      description =
          "Bytes a second while the guest runs, such as 6G: none (default), or 1M or more.")
  void maxBandwidth(@Nullable String value) {
    put("maxBandwidth", value);
  }

  @Option(
      names = "--timeout",
      paramLabel = "MS",
      description = "Longest time without progress, in milliseconds (30000).")
  void timeout(@Nullable String value) {
    put("timeoutMs", value);
  }

  private void put(String parameter, @Nullable String value) {
    if (value != null) {
      given.put(parameter, value);
    }
  }

  /** Those that were given, by their parameters' names. */
  Map<String, String> given() {
    return given;
  }
}
