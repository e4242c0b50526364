package dev.multifd.source;

import dev.multifd.counters.Phase;
import java.util.List;
import java.util.function.ToLongFunction;

/** The counters of the main channel and of all multifd channels, summed whenever asked. */
final class SentTotals {
  record Snapshot(long normalPages, long zeroPages, long bytes) {
    Snapshot since(Snapshot earlier) {
      return new Snapshot(
          normalPages - earlier.normalPages, zeroPages - earlier.zeroPages, bytes - earlier.bytes);
    }

    long pages() {
      return normalPages + zeroPages;
    }
  }

  private final SendCounters main;
  private final List<SendCounters> channels;

  SentTotals(SendCounters main, List<SendCounters> channels) {
    this.main = main;
    this.channels = channels;
  }

  Snapshot snapshot() {
    return new Snapshot(
        sum(c -> c.normalPages.get()), sum(c -> c.zeroPages.get()), sum(c -> c.bytes.total()));
  }

  private long sum(ToLongFunction<SendCounters> of) {
    return of.applyAsLong(main) + channelSum(of);
  }

  long channelSum(ToLongFunction<SendCounters> of) {
    return channels.stream().mapToLong(of).sum();
  }

  long bytes(Phase phase) {
    return sum(c -> c.bytes.get(phase));
  }

  /** Zero pages that the presence map told. */
  long pagesNotRead() {
    return sum(c -> c.pagesNotRead.get());
  }

  SendCounters main() {
    return main;
  }

  List<SendCounters> channels() {
    return channels;
  }
}
