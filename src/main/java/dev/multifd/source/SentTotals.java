package dev.multifd.source;

import dev.multifd.counters.Phase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
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
  private final LongSupplier mainWritten;
  private final List<Ledger> ledgers;

  /**
   * @param mainWritten bytes that the main channel's socket took, booked yet or not
   */
  SentTotals(SendCounters main, LongSupplier mainWritten, List<SendChannel> channels) {
    this.main = main;
    this.mainWritten = mainWritten;
    this.channels = channels.stream().map(c -> c.counters).toList();
    this.ledgers = channels.stream().map(c -> c.ledger).toList();
  }

  /** Bytes that count for the rate and the bandwidth. Any thread may ask, and often. */
  long chargedBytes() {
    long bytes = mainWritten.getAsLong();
    for (Ledger ledger : ledgers) {
      bytes += ledger.bytes();
    }
    return bytes;
  }

  /** The whole migration by the channels' ledgers. */
  BookedReport byTheLedgers() {
    Map<Phase, Long> bytes = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      bytes.put(phase, main.bytes.get(phase) + ledgerSum(ledger -> ledger.bytes(phase)));
    }
    return new BookedReport(
        bytes,
        ledgerSum(Ledger::bytes),
        main.normalPages.get() + ledgerSum(Ledger::normalPages),
        main.zeroPages.get() + ledgerSum(Ledger::zeroPages));
  }

  private long ledgerSum(ToLongFunction<Ledger> of) {
    return ledgers.stream().mapToLong(of).sum();
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
