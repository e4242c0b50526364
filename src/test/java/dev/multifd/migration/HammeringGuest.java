package dev.multifd.migration;

import dev.multifd.fixture.Pages;
import dev.multifd.fixture.Threads;
import dev.multifd.guest.DirtyTracker;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.guest.VirtualCpus;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A guest whose processor writes pages as fast as it can: zeroes, words and whole pages. */
final class HammeringGuest implements VirtualCpus, AutoCloseable {
  private final DirtyTracker tracker;
  private final GuestRam ram;
  private final Random random;
  private final Thread cpu;
  private final CountDownLatch running = new CountDownLatch(1);
  private volatile boolean stopping;
  private final AtomicLong writes = new AtomicLong();

  HammeringGuest(GuestRam ram, DirtyTracker tracker, Random random) {
    this.tracker = tracker;
    this.ram = ram;
    this.random = random;
    this.cpu = Thread.ofPlatform().daemon().name("fake/cpu").start(this::run);
    try {
      running.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long writes() {
    return writes.get();
  }

  private void run() {
    while (!stopping) {
      write();
      writes.incrementAndGet();
      running.countDown();
    }
  }

  private void write() {
    RamBlock block = ram.blocks().get(random.nextInt(ram.blocks().size()));
    // Few pages, so that many are written while they are being sent.
    long page = random.nextLong(Math.min(block.pages(), 300));
    switch (random.nextInt(3)) {
      case 0 -> Pages.clear(block, page);
      case 1 -> Pages.fill(block, page, random.nextLong());
      default -> Pages.fillOneByte(block, page, random.nextInt(RamBlock.PAGE_BYTES));
    }
    tracker.mark(block, page);
  }

  @Override
  public void stop() {
    stopping = true;
    Threads.join(cpu);
  }

  @Override
  public void resume() {
    throw new IllegalStateException("nothing has failed");
  }

  @Override
  public void close() throws IOException {
    stop();
    tracker.stop();
  }
}
