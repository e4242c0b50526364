package dev.multifd.lifecycle;

import dev.multifd.io.ThreadUsage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one side of a migration, which end together. The first error of any of them is
 * kept, and everything that could keep another one waiting is broken: what was registered by {@link
 * #onEnd} (the sockets' {@code shutdown(2)}) is run, and every thread is interrupted (for those
 * that wait for each other; a system call does not notice).
 */
public final class Crew implements AutoCloseable {
  /** A thread's body. */
  @FunctionalInterface
  public interface Task {
    void run() throws Exception;
  }

  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(30);

  private final String side;
  private final Duration joinTimeout;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Runnable> breakers = new ArrayList<>();
  private final List<Usage> usages = new ArrayList<>();
  private @Nullable MigrationException failure;
  private boolean closing;

  private record Usage(String thread, ThreadUsage used) {}

  /**
   * @param side prefix of its threads' names and messages: {@code source} or {@code destination}
   */
  public Crew(String side) {
    this(side, JOIN_TIMEOUT);
  }

  Crew(String side, Duration joinTimeout) {
    this.side = side;
    this.joinTimeout = joinTimeout;
  }

  /** Starts a thread. Its exception, if it ends with one, is the crew's failure. */
  public synchronized Thread start(String name, Task task) {
    Thread thread =
        Thread.ofPlatform()
            .name(side + "/" + name)
            .daemon()
            .unstarted(() -> {
              try {
                task.run();
              } catch (Throwable t) {
                fail(currentName(), t);
              } finally {
                record();
              }
            });
    threads.add(thread);
    thread.start();
    if (closing || failure != null) {
      thread.interrupt();
    }
    return thread;
  }

  /** The threads started so far. */
  public synchronized List<Thread> threads() {
    return List.copyOf(threads);
  }

  /** Gives the calling thread another name, once it knows what it is for. */
  public void rename(String name) {
    Thread.currentThread().setName(side + "/" + name);
  }

  private String currentName() {
    return Thread.currentThread().getName().substring(side.length() + 1);
  }

  private void record() {
    ThreadUsage used = ThreadUsage.now();
    synchronized (this) {
      usages.add(new Usage(currentName(), used));
    }
  }

  /** What the threads whose names begin with {@code prefix} had used when they ended. */
  public synchronized ThreadUsage usage(String prefix) {
    ThreadUsage sum = ThreadUsage.NONE;
    for (Usage usage : usages) {
      if (usage.thread.startsWith(prefix)) {
        sum = sum.plus(usage.used);
      }
    }
    return sum;
  }

  /**
   * Runs {@code breaker} at the first failure or when the crew is dismissed; at once if that has
   * happened already, so that what is opened meanwhile cannot keep a thread waiting either.
   */
  public void onEnd(Runnable breaker) {
    synchronized (this) {
      if (failure == null && !closing) {
        breakers.add(breaker);
        return;
      }
    }
    breaker.run();
  }

  /**
   * Ends the whole side. Only the first call's cause is kept; later ones are its consequences.
   *
   * @param where the thread or step that failed
   */
  public void fail(String where, Throwable cause) {
    synchronized (this) {
      if (failure != null || closing) {
        return;
      }
      failure = new MigrationException(side + " " + where + ": " + text(cause), cause);
    }
    wakeAll();
  }

  /** Breaks whatever a thread could be waiting for. Nobody may register a breaker any more. */
  private void wakeAll() {
    List<Runnable> toRun;
    List<Thread> toWake;
    synchronized (this) {
      toRun = List.copyOf(breakers);
      breakers.clear();
      toWake = List.copyOf(threads);
    }
    toRun.forEach(Runnable::run);
    toWake.forEach(Thread::interrupt);
  }

  private static String text(Throwable cause) {
    String message = cause.getMessage();
    return message != null && cause instanceof IOException ? message : cause.toString();
  }

  /** The first failure, or null. */
  public synchronized @Nullable MigrationException failure() {
    return failure;
  }

  /** Throws the first failure, if there was one. */
  public void check() throws MigrationException {
    MigrationException now = failure();
    if (now != null) {
      throw now;
    }
  }

  /**
   * Waits for {@code thread} to end and throws the crew's failure, if there is one.
   *
   * @throws InterruptedException if the caller is interrupted meanwhile
   */
  public void join(Thread thread) throws MigrationException, InterruptedException {
    thread.join();
    check();
  }

  /** Ends as {@link #dismiss()} does. */
  @Override
  public void close() {
    dismiss();
  }

  /**
   * Wakes and joins all threads. From here on an error of theirs is no failure. Doing it twice does
   * nothing.
   *
   * @throws IllegalStateException naming a thread that does not end: a leak
   */
  public void dismiss() {
    synchronized (this) {
      closing = true;
    }
    wakeAll();
    long deadline = System.nanoTime() + joinTimeout.toNanos();
    boolean interrupted = false;
    try {
      // A thread may have started another one when it was woken.
      for (Thread thread = anyAlive(); thread != null; thread = anyAlive()) {
        try {
          if (!thread.join(Duration.ofNanos(deadline - System.nanoTime()))) {
            throw new IllegalStateException("thread " + thread.getName() + " does not end");
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized @Nullable Thread anyAlive() {
    for (Thread thread : threads) {
      if (thread.isAlive()) {
        return thread;
      }
    }
    return null;
  }
}
