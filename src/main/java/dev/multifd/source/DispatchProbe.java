package dev.multifd.source;

import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.Iovec;
import dev.multifd.io.StreamOutput;
import dev.multifd.lifecycle.Crew;
import dev.multifd.payload.Compression;
import dev.multifd.payload.PackingKind;
import dev.multifd.scan.ZeroPageScanner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The source's threads, bitmaps, claims, batches and packets with nothing read and nothing written:
 * what it costs to bring a page to a packet. What pages are is assumed unseen, and packets go
 * nowhere.
 */
public final class DispatchProbe implements AutoCloseable {
  /** What all pages are taken for. */
  public enum Pages {
    /** They end in zero packets. */
    ZERO,
    /** They end in data packets, whose IOVs are made too. */
    NORMAL
  }

  private static final StreamOutput NOWHERE =
      new StreamOutput() {
        @Override
        public void writeFully(Iovec iov) {
          iov.clear();
        }

        @Override
        public void writeFully(long address, long length) {}
      };

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Crew crew = new Crew("probe");
  private final GuestRam ram;
  private final List<SendChannel> channels = new ArrayList<>();
  private final MultifdSender multifd;
  private final RamPass pass;

  /** Starts the channels' threads. */
  public DispatchProbe(GuestRam ram, int channelCount, Dispatch dispatch, Pages pages) {
    this.ram = ram;
    Clock clock = new Clock(TimeSource.SYSTEM);
    AtomicLong packetNumbers = new AtomicLong();
    Semaphore ready = new Semaphore(0);
    ClaimCursor cursor = new ClaimCursor(ram);
    ZeroSieve sieve = new ZeroSieve(scanner(pages));
    for (int id = 0; id < channelCount; id++) {
      channels.add(
          new SendChannel(
              id,
              NOWHERE,
              PackingKind.MERGED_RUNS.create(NOWHERE),
              Compression.NONE,
              Accounting.EXACT,
              clock,
              packetNumbers::getAndIncrement));
    }
    multifd =
        new MultifdSender(
            channels.stream()
                .map(c -> new SendThread(c, ready, cursor, sieve, block -> true))
                .toList(),
            ready);
    multifd.start(crew);
    pass =
        switch (dispatch) {
          case RANGE -> new ChannelPass(cursor, multifd);
          case PAGE -> new PagePass(ram, MainThreadDetection.OFF, new QueueSink());
        };
  }

  private static ZeroPageScanner scanner(Pages pages) {
    return switch (pages) {
      case ZERO -> (memory, offset, bytes) -> true;
      case NORMAL -> (memory, offset, bytes) -> false;
    };
  }

  /** Hands every page to the channels' batches. */
  private final class QueueSink implements PageSink {
    @Override
    public void zero(RamBlock block, long offset) {
      throw new IllegalStateException("the probe's main thread looks for nothing");
    }

    @Override
    public void normal(RamBlock block, long offset) throws InterruptedException {
      multifd.queue(block, offset);
    }
  }

  /** Marks all pages dirty. */
  public void prepare() {
    ram.blocks().forEach(block -> block.dirty().setAll());
  }

  /**
   * Sends one round, barrier included.
   *
   * @return pages that packets have carried since the probe began
   */
  public long round() throws IOException, InterruptedException {
    pass.send(Pace.UNLIMITED);
    multifd.sync();
    crew.check();
    return channels.stream().mapToLong(c -> c.counters.pages()).sum();
  }

  /** CPU time that the channels' threads and the caller have used so far, in nanoseconds. */
  public long cpuNs() {
    long sum = threads.getCurrentThreadCpuTime();
    for (Thread thread : crew.threads()) {
      sum += Math.max(0, threads.getThreadCpuTime(thread.threadId()));
    }
    return sum;
  }

  @Override
  public void close() {
    crew.dismiss();
  }
}
