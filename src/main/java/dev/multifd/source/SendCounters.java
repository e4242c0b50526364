package dev.multifd.source;

import dev.multifd.counters.Counter;
import dev.multifd.counters.Latencies;
import dev.multifd.counters.PhaseBytes;
import org.HdrHistogram.Histogram;

/** What one channel, or the main channel, has sent. Its thread adds, any thread reads. */
final class SendCounters {
  final PhaseBytes bytes = new PhaseBytes();
  final Counter normalPages = new Counter();
  final Counter zeroPages = new Counter();

  /** Of the zero pages, those that were told by the presence map. */
  final Counter pagesNotRead = new Counter();

  /** Of the bytes, those of pages, compressed or not. */
  final Counter payloadBytes = new Counter();

  final Counter packets = new Counter();
  final Counter syncs = new Counter();

  /** Duration of each call that wrote packets. Read it when the thread has ended. */
  final Histogram sendLatency = Latencies.histogram();

  long pages() {
    return normalPages.get() + zeroPages.get();
  }
}
