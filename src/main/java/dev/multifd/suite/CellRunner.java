package dev.multifd.suite;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs forks. The suite knows JMH only through this. */
public interface CellRunner {

  /** Why nothing can be measured on this host now, with the remedy, or null. */
  @Nullable String obstacle();

  /** Why this cell cannot run whatever the host, such as a parameter nobody knows, or null. */
  @Nullable String problem(Cell cell);

  /** Flags of every fork. */
  List<String> forkJvmArgs();

  /** Runs one fork and waits for it. Never throws for what the fork does. */
  Outcome run(Cell cell, Shots shots);

  /** Kills the fork that runs now, if any; called from another thread. */
  void stop();
}
