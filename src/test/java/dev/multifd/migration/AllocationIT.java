package dev.multifd.migration;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.multifd.destination.Arrival;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Threads;
import dev.multifd.guest.BlockLayout;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.RamBlock;
import dev.multifd.guest.SoftwareDirtyTracker;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.payload.Compression;
import dev.multifd.payload.PackingKind;
import dev.multifd.scan.Sampling;
import dev.multifd.scan.ScannerKind;
import dev.multifd.source.Accounting;
import dev.multifd.source.ConvergenceOptions;
import dev.multifd.source.Dispatch;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.StreamOptions;
import dev.multifd.source.ZeroPageDetection;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A packet more costs no heap: the channels' threads allocate what they need once. An integration
 * test, because it needs a JVM whose type profiles are not those of other tests.
 */
@ExtendWith(NoLeaks.class)
class AllocationIT {
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private static final int PAGES_PER_PACKET = 128;
  private static final int PACKETS = 300;
  private static final int CHANNELS = 2;

  /**
   * What code that is not compiled yet allocates does not count, so the least of some runs does.
   */
  private static final int RUNS = 25;

  /**
   * Page by page each packet is handed over through a semaphore, and a thread that really waits for
   * one costs the JDK a node of 32 bytes.
   */
  private static final Map<Dispatch, Double> MOST_AT_THE_SOURCE =
      Map.of(Dispatch.RANGE, 8.0, Dispatch.PAGE, 8.0 + 32);

  /** Reads the threads' meters while they are alive: when the first round has arrived. */
  private static final class Meter implements VirtualCpus {
    private final RamBlock arriving;
    private long sourceBytes;
    private long destinationBytes;

    Meter(RamBlock arriving) {
      this.arriving = arriving;
    }

    @Override
    public void stop() {
      Threads.await(this::everyNormalPageIsThere);
      sourceBytes = allocatedBy("source/channel-");
      destinationBytes = allocatedBy("destination/channel-");
    }

    private boolean everyNormalPageIsThere() {
      for (long page = 0; page < arriving.pages(); page += PAGES_PER_PACKET) {
        if (arriving.memory().get(JAVA_BYTE, page << RamBlock.PAGE_BITS) == 0) {
          return false;
        }
      }
      return true;
    }

    private static long allocatedBy(String threads) {
      return Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith(threads))
          .mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.threadId()))
          .sum();
    }

    @Override
    public void resume() {}
  }

  private static Meter migrate(
      int packets,
      Dispatch dispatch,
      ScannerKind scanner,
      PresenceKind presence,
      PackingKind packing,
      Transport transport)
      throws IOException, InterruptedException {
    List<BlockLayout> layout =
        List.of(new BlockLayout("ram", (long) packets * PAGES_PER_PACKET * RamBlock.PAGE_BYTES));
    try (GuestRam from = GuestRam.map(layout, HugePages.NEVER);
        GuestRam to = GuestRam.map(layout, HugePages.NEVER)) {
      RamBlock block = from.blocks().getFirst();
      for (long page = 0; page < block.pages(); page += PAGES_PER_PACKET) {
        block.memory().set(JAVA_BYTE, page << RamBlock.PAGE_BITS, (byte) 1);
      }
      Meter meter = new Meter(to.blocks().getFirst());
      SourceOptions options =
          new SourceOptions(
              CHANNELS,
              ZeroPageDetection.MULTIFD,
              dispatch,
              scanner,
              Sampling.NONE,
              presence,
              Compression.NONE,
              packing,
              StreamOptions.DEFAULT,
              Accounting.EXACT,
              ConvergenceOptions.of(Duration.ZERO), // nothing is left for the standstill
              Duration.ofSeconds(10));
      new LocalMigration(
              from, to, new SoftwareDirtyTracker(), meter, options, Arrival.DEFAULT, transport)
          .run();
      return meter;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RANGE, BEST, OFF, MERGED_RUNS, TCP",
    "PAGE, BEST, OFF, MERGED_RUNS, TCP",
    "RANGE, LONGS8, OFF, MERGED_RUNS, UNIX",
    "PAGE, LONGS8, OFF, MERGED_RUNS, UNIX",
    "RANGE, BEST, ON, MERGED_RUNS, TCP",
    "PAGE, BEST, ON, MERGED_RUNS, TCP",
    "RANGE, BEST, OFF, HEADER_APART, TCP",
    "RANGE, BEST, OFF, PAGE_ENTRIES, TCP",
    "RANGE, BEST, OFF, SEVERAL_PACKETS, TCP",
    "RANGE, BEST, OFF, ONE_BUFFER, UNIX",
    "RANGE, BEST, OFF, ZERO_COPY, TCP"
  })
  void aPacketMoreCostsNoHeap(
      Dispatch dispatch,
      ScannerKind scanner,
      PresenceKind presence,
      PackingKind packing,
      Transport transport)
      throws IOException, InterruptedException {
    double mostAtTheSource = Objects.requireNonNull(MOST_AT_THE_SOURCE.get(dispatch));
    Least few = new Least();
    Least many = new Least();
    double source = Double.MAX_VALUE;
    double destination = Double.MAX_VALUE;
    for (int run = 0; run < RUNS && (source > mostAtTheSource || destination > 8); run++) {
      many.add(migrate(4 * PACKETS, dispatch, scanner, presence, packing, transport));
      few.add(migrate(PACKETS, dispatch, scanner, presence, packing, transport));
      source = (many.sourceBytes - few.sourceBytes) / (3.0 * PACKETS);
      destination = (many.destinationBytes - few.destinationBytes) / (3.0 * PACKETS);
    }
    assertThat(source).as("bytes a packet at the source").isLessThan(mostAtTheSource);
    assertThat(destination).as("bytes a packet at the destination").isLessThan(8);
  }

  private static final class Least {
    private long sourceBytes = Long.MAX_VALUE;
    private long destinationBytes = Long.MAX_VALUE;

    void add(Meter meter) {
      sourceBytes = Math.min(sourceBytes, meter.sourceBytes);
      destinationBytes = Math.min(destinationBytes, meter.destinationBytes);
    }
  }
}
