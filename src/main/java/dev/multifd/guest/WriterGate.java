package dev.multifd.guest;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where writers are parked while their guest is stopped, and where they rest (QEMU: {@code
 * pause_all_vcpus} and {@code qemu_wait_io_event} of system/cpus.c). A writer is either outside,
 * and may write, or inside, and does not; so one that rests need not be woken to stop it. The
 * guest's clock stands still while it is stopped.
 */
final class WriterGate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition mayLeave = lock.newCondition();
  private final Condition nobodyOutside = lock.newCondition();
  private int outside;
  private int wakes;
  private boolean stopped;
  private boolean ended;
  private long stoppedAtNs;

  /** What every writer looks at all the time: that it must come in. */
  private volatile boolean calledIn;

  private volatile long stoodStillNs;

  /** The guest's time. */
  long nowNs() {
    return System.nanoTime() - stoodStillNs;
  }

  /** Whether writers that are outside must {@link #rest}, if only to be told to go on. */
  boolean isCalledIn() {
    return calledIn;
  }

  /**
   * Lets the calling writer out, as soon as the guest is not stopped.
   *
   * @return false if it must end instead, or was interrupted
   */
  boolean leave() {
    lock.lock();
    try {
      return awaitLeave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the calling writer in for good. */
  void enter() {
    lock.lock();
    try {
      comeIn();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the calling writer in for so long, or until a {@link #wake}, and out again.
   *
   * @return false if it must end, or was interrupted; it is inside then
   */
  boolean rest(long forNs) {
    lock.lock();
    try {
      comeIn();
      int wakesBefore = wakes;
      long leftNs = forNs;
      while (leftNs > 0 && wakes == wakesBefore && !stopped && !ended) {
        leftNs = mayLeave.awaitNanos(leftNs);
      }
      return awaitLeave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void comeIn() {
    outside--;
    if (outside == 0) {
      nobodyOutside.signalAll();
    }
  }

  private boolean awaitLeave() throws InterruptedException {
    while (stopped && !ended) {
      mayLeave.await();
    }
    if (ended) {
      return false;
    }
    outside++;
    return true;
  }

  /** Returns when every writer is inside. */
  void stop() {
    lock.lock();
    try {
      if (!stopped) {
        stopped = true;
        stoppedAtNs = System.nanoTime();
        calledIn = true;
      }
      while (outside > 0) {
        nobodyOutside.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets them out. */
  void resume() {
    lock.lock();
    try {
      if (stopped) {
        stopped = false;
        long beforeNs = stoodStillNs;
        stoodStillNs = beforeNs + System.nanoTime() - stoppedAtNs;
        calledIn = ended;
        mayLeave.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Wakes those that rest, to look again whether they must. */
  void wake() {
    lock.lock();
    try {
      wakes++;
      mayLeave.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether they were told to end. */
  boolean isEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /** Has all writers end; each of them is told when it comes in. */
  void end() {
    lock.lock();
    try {
      ended = true;
      calledIn = true;
      mayLeave.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
