package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Threads;
import dev.multifd.guest.GuestRam.HugePages;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
@Timeout(60)
class StressGuestTest {
  private static final IdleGuest BASE =
      new IdleGuest(IdleGuestParameters.DEFAULT.withRamBytes(16L << 20).withNonZeroPages(1_000));
  private static final int PAGES = 700;
  private static final StressParameters FLAT_OUT =
      new StressParameters(3, (long) PAGES * RamBlock.PAGE_BYTES, 0);

  private final SoftwareDirtyTracker tracker = new SoftwareDirtyTracker();
  private GuestRam ram;
  private RamBlock block;

  @BeforeEach
  void map() throws IOException {
    ram = GuestRam.map(BASE.layout(), HugePages.NEVER);
    block = ram.blocks().getFirst();
  }

  @AfterEach
  void unmap() {
    ram.close();
  }

  private StressedContent loaded(StressParameters parameters) throws IOException {
    StressedContent content = new StressedContent(BASE, parameters);
    content.load(ram);
    return content;
  }

  private StressGuest guest(StressedContent content) {
    return new StressGuest(ram, content, tracker);
  }

  private static void awaitPasses(StressedContent content, long passes) {
    for (Hog hog : content.hogs()) {
      long from = hog.passes();
      Threads.await(() -> hog.passes() >= from + passes);
    }
  }

  private long checksum() {
    CRC32C sum = new CRC32C();
    sum.update(block.memory().asByteBuffer());
    return sum.getValue();
  }

  private static void sleep(long millis) throws InterruptedException {
    Thread.sleep(Duration.ofMillis(millis));
  }

  @Test
  void hasWrittenEveryPageOnceItHasStarted() throws IOException, InterruptedException {
    StressedContent content = loaded(FLAT_OUT.withPagesPerSecond(1));
    try (StressGuest guest = guest(content)) {
      assertThat(guest.writes()).isZero();
      guest.start();
      assertThat(guest.writes()).isBetween(3L * PAGES, 3L * PAGES + 60);
      for (Hog hog : content.hogs()) {
        for (long page = hog.pages().first(); page < hog.pages().end(); page++) {
          assertThat(block.memory().get(JAVA_LONG, page * RamBlock.PAGE_BYTES)).isNotZero();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 300_000})
  void itsRecordTellsEveryByteWheneverItStops(long pagesPerSecond)
      throws IOException, InterruptedException {
    StressedContent content = loaded(FLAT_OUT.withPagesPerSecond(pagesPerSecond));
    Random random = new Random(42);
    try (StressGuest guest = guest(content)) {
      guest.start();
      for (int i = 0; i < 40; i++) {
        long before = guest.writes();
        sleep(random.nextInt(4));
        Threads.await(() -> guest.writes() > before);
        guest.stop();
        Verification verification = content.verify(ram);
        assertThat(verification.firstMismatch()).isNull();
        assertThat(verification.identical()).isTrue();
        guest.resume();
      }
      assertThat(guest.checkFailures()).isZero();
      assertThat(guest.firstCheckFailure()).isEmpty();
    }
  }

  @Test
  void aStaleWordIsFound() throws IOException, InterruptedException {
    StressedContent content = loaded(FLAT_OUT);
    try (StressGuest guest = guest(content)) {
      guest.start();
      guest.stop();
      long page = content.hogs().get(2).pages().first() + 17;
      long word = block.memory().get(JAVA_LONG, page * RamBlock.PAGE_BYTES);
      guest.resume();
      awaitPasses(content, 2);
      guest.stop();
      assertThat(content.verify(ram).identical()).isTrue();
      block.memory().set(JAVA_LONG, page * RamBlock.PAGE_BYTES, word);
      assertThat(content.verify(ram).mismatches()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 99", "1, 0", "20000, 0", "20000, 50"})
  void stopsSoonAndNobodyWritesThen(long pagesPerSecond, int percent)
      throws IOException, InterruptedException {
    StressedContent content = loaded(FLAT_OUT.withPagesPerSecond(pagesPerSecond));
    try (StressGuest guest = guest(content)) {
      guest.start();
      guest.throttle(percent);
      sleep(30);
      long fromNs = System.nanoTime();
      guest.stop();
      // Typically microseconds; but the machine may be busy with something else.
      assertThat(System.nanoTime() - fromNs).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
      long writes = guest.writes();
      long sum = checksum();
      sleep(30);
      assertThat(guest.writes()).isEqualTo(writes);
      assertThat(checksum()).isEqualTo(sum);
    }
  }

  @Test
  void stopAndResumeMayBeSaidTwice() throws IOException, InterruptedException {
    StressedContent content = loaded(FLAT_OUT);
    try (StressGuest guest = guest(content)) {
      guest.start();
      guest.resume();
      guest.stop();
      guest.stop();
      guest.resume();
      guest.resume();
      awaitPasses(content, 2);
      guest.stop();
      assertThat(content.verify(ram).identical()).isTrue();
    }
  }

  @Test
  void everyWordChangesWithEveryPass() throws IOException, InterruptedException {
    StressedContent content = loaded(FLAT_OUT);
    try (StressGuest guest = guest(content)) {
      guest.start();
      for (int i = 0; i < 5; i++) {
        guest.stop();
        byte[] before = block.memory().toArray(JAVA_BYTE);
        guest.resume();
        awaitPasses(content, 2);
        guest.stop();
        byte[] after = block.memory().toArray(JAVA_BYTE);
        for (Hog hog : content.hogs()) {
          for (long page = hog.pages().first(); page < hog.pages().end(); page++) {
            int at = (int) page * RamBlock.PAGE_BYTES;
            assertThat(Arrays.equals(before, at, at + 8, after, at, at + 8)).isFalse();
          }
        }
        guest.resume();
      }
    }
  }

  @Test
  void theTrackerLearnsOfEveryPageOfAPass() throws IOException, InterruptedException {
    StressedContent content = loaded(FLAT_OUT);
    try (StressGuest guest = guest(content)) {
      guest.start();
      tracker.start(ram);
      awaitPasses(content, 2);
      guest.stop();
      assertThat(tracker.sync()).isEqualTo(3 * PAGES);
      for (Hog hog : content.hogs()) {
        assertThat(block.dirty().get(hog.pages().first())).isTrue();
        assertThat(block.dirty().get(hog.pages().end() - 1)).isTrue();
        assertThat(block.dirty().get(hog.pages().end())).isFalse();
      }
      assertThat(tracker.sync()).isZero();
    }
  }

  @Test
  void noticesThatSomebodyElseWroteToItsPages() throws IOException, InterruptedException {
    StressedContent content = loaded(FLAT_OUT);
    try (StressGuest guest = guest(content)) {
      guest.start();
      guest.stop();
      Hog hog = content.hogs().get(1);
      long page = hog.pages().first() + 3;
      block.memory().set(JAVA_BYTE, page * RamBlock.PAGE_BYTES + 7, (byte) 0);
      block.memory().set(JAVA_BYTE, page * RamBlock.PAGE_BYTES + 6, (byte) 0);
      long pass = page < hog.nextPage() ? hog.passes() : hog.passes() - 1;
      guest.resume();
      awaitPasses(content, 2);
      guest.stop();
      assertThat(guest.checkFailures()).isEqualTo(1);
      assertThat(guest.firstCheckFailure().orElseThrow())
          .startsWith(
              "pc.ram page 0x%x in pass %d: wrote 0x%016x, found 0x0000"
                  .formatted(page, pass, Hog.word(pass, page)));
      assertThat(content.verify(ram).identical()).isTrue();
    }
  }

  @Test
  void keepsItsRate() throws IOException, InterruptedException {
    StressedContent content = loaded(FLAT_OUT.withPagesPerSecond(20_000));
    try (StressGuest guest = guest(content)) {
      guest.start();
      long from = guest.writes();
      sleep(300);
      long pages = guest.writes() - from;
      // 6000 are due; a busy machine may be late.
      assertThat(pages).isBetween(2_000L, 20_000L);
      guest.stop();
      long stopped = guest.writes();
      sleep(300);
      guest.resume();
      sleep(20);
      // Time that it was stopped is not made up for, unlike time that it only lost.
      assertThat(guest.writes() - stopped).isLessThan(5_000);
    }
  }

  @Test
  void aThrottledWriterIsSlow() throws IOException, InterruptedException {
    StressedContent content = loaded(FLAT_OUT.withPagesPerSecond(50_000));
    try (StressGuest guest = guest(content)) {
      guest.start();
      guest.throttle(99);
      sleep(100);
      long from = guest.writes();
      sleep(400);
      // 20 000 were due; it runs for 10 of these 400 ms or not at all.
      assertThat(guest.writes() - from).isLessThan(5_000);
      guest.throttle(0);
      long lifted = guest.writes();
      sleep(100);
      assertThat(guest.writes()).isGreaterThan(lifted);
      guest.stop();
      assertThat(content.verify(ram).identical()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 100})
  void refusesAThrottleThatCannotBe(int percent) throws IOException {
    try (StressGuest guest = guest(loaded(FLAT_OUT))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> guest.throttle(percent))
          .withMessage("throttle of " + percent + " percent: give 0 to 99");
    }
  }

  /** {@link NoLeaks} looks for the threads. */
  @ParameterizedTest
  @CsvSource({"0, 0, false", "0, 0, true", "0, 99, false", "1, 0, false", "1, 99, true"})
  void closesFromEveryState(long pagesPerSecond, int percent, boolean stopped)
      throws IOException, InterruptedException {
    StressGuest guest = guest(loaded(FLAT_OUT.withPagesPerSecond(pagesPerSecond)));
    guest.start();
    guest.throttle(percent);
    sleep(20);
    if (stopped) {
      guest.stop();
    }
    guest.close();
    guest.close();
    guest.stop();
    guest.resume();
    long writes = guest.writes();
    long sum = checksum();
    sleep(5);
    assertThat(guest.writes()).isEqualTo(writes);
    assertThat(checksum()).isEqualTo(sum);
  }

  @Test
  void startsOnce() throws IOException, InterruptedException {
    StressedContent content = loaded(FLAT_OUT);
    StressGuest guest = guest(content);
    try (guest) {
      guest.start();
      assertThatIllegalStateException().isThrownBy(guest::start);
    }
    StressGuest never = guest(content);
    never.close();
    assertThatIllegalStateException().isThrownBy(never::start);
  }

  @Test
  void anotherGoesOnWhereItEnded() throws IOException, InterruptedException {
    StressedContent content = loaded(FLAT_OUT);
    try (StressGuest guest = guest(content)) {
      guest.start();
    }
    assertThat(content.verify(ram).identical()).isTrue();
    try (StressGuest other = guest(content)) {
      long before = other.writes();
      other.start();
      awaitPasses(content, 2);
      other.stop();
      assertThat(other.writes()).isGreaterThan(before);
      assertThat(other.checkFailures()).isZero();
      assertThat(content.verify(ram).identical()).isTrue();
    }
  }

  /** Fails at a page, from when it is told to. */
  private static final class BrokenTracker implements DirtyTracker {
    private volatile boolean broken;

    @Override
    public void start(GuestRam tracked) {}

    @Override
    public void mark(RamBlock of, long page) {
      if (broken && page % 10 == 0) {
        throw new IllegalArgumentException("no such page");
      }
    }

    @Override
    public long sync() {
      return 0;
    }
  }

  @Test
  void aWriterThatFailsIsNotHidden() throws IOException, InterruptedException {
    StressedContent content = loaded(FLAT_OUT);
    BrokenTracker broken = new BrokenTracker();
    try (StressGuest guest = new StressGuest(ram, content, broken)) {
      guest.start();
      broken.broken = true;
      Threads.await(() -> noWriterRuns());
      assertThatIllegalStateException()
          .isThrownBy(guest::stop)
          .withMessage(
              "a writer of the guest has failed: java.lang.IllegalArgumentException: no such page")
          .withCauseInstanceOf(IllegalArgumentException.class);
    }
    StressedContent again = new StressedContent(BASE, FLAT_OUT);
    try (StressGuest guest = new StressGuest(ram, again, broken)) {
      assertThatIllegalStateException().isThrownBy(guest::start);
    }
  }

  @Test
  void anInterruptedWriterIsNotHidden() throws IOException, InterruptedException {
    try (StressGuest guest = guest(loaded(FLAT_OUT.withPagesPerSecond(1)))) {
      guest.start();
      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith("guest/"))
          .forEach(Thread::interrupt);
      Threads.await(() -> noWriterRuns());
      assertThatIllegalStateException()
          .isThrownBy(guest::stop)
          .withMessageEndingWith("InterruptedException: interrupted");
    }
  }

  private static boolean noWriterRuns() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().startsWith("guest/"));
  }

  @Test
  void refusesRamOfAnotherLayout() throws IOException {
    IdleGuest larger = new IdleGuest(BASE.parameters().withRamBytes(32L << 20));
    StressedContent content = new StressedContent(larger, FLAT_OUT);
    assertThatIllegalArgumentException().isThrownBy(() -> guest(content));
  }
}
