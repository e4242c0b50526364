package dev.multifd.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** See {@link HandOver.Kind#SEMAPHORE}. */
final class SemaphoreHandOver extends HandOver {
  private static final int NONE = -1;

  private final Semaphore ready = new Semaphore(0);
  private final List<Slot> slots = new ArrayList<>();
  private int next;

  private static final class Slot {
    private final Semaphore work = new Semaphore(0);
    private volatile int item = NONE;
  }

  SemaphoreHandOver(int channels) {
    super(channels);
    for (int channel = 0; channel < channels; channel++) {
      slots.add(new Slot());
    }
  }

  @Override
  void handOver(int items) throws InterruptedException {
    for (int item = 0; item < items; item++) {
      ready.acquire();
      while (slots.get(next).item != NONE) {
        next = (next + 1) % slots.size();
      }
      Slot slot = slots.get(next);
      slot.item = item;
      slot.work.release();
      next = (next + 1) % slots.size();
    }
    ready.acquire(slots.size());
    ready.release(slots.size());
  }

  @Override
  void run(int channel) throws InterruptedException {
    Slot slot = slots.get(channel);
    while (true) {
      ready.release();
      slot.work.acquire();
      addToSum(channel, slot.item);
      slot.item = NONE;
    }
  }
}
