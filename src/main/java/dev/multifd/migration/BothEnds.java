package dev.multifd.migration;

import dev.multifd.guest.GuestContent;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.InsufficientMemoryException;
import dev.multifd.guest.MemoryBudget;
import dev.multifd.io.Advice;
import dev.multifd.io.Mapping;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a guest at both ends, in the state in which a migration is to find it: a loaded
 * source, and a destination that is fresh each time.
 */
public final class BothEnds implements AutoCloseable {
  private final GuestContent content;
  private final long destinationBytes;
  private final GuestRam source;
  private @Nullable GuestRam destination;

  /**
   * Maps and loads the source.
   *
   * @param destinationBytes memory that the destination will take
   * @throws PrerequisiteException if the machine has too little memory for both ends
   * @throws IOException if the content cannot be loaded
   */
  public BothEnds(GuestContent content, long destinationBytes) throws IOException {
    this.content = content;
    this.destinationBytes = destinationBytes;
    try {
      MemoryBudget.ofHost().check(content.sourceResidentBytes(HugePages.ADVISED), destinationBytes);
    } catch (InsufficientMemoryException e) {
      throw new PrerequisiteException(String.valueOf(e.getMessage()));
    }
    source = GuestRam.map(content.layout(), HugePages.ADVISED);
    try {
      content.load(source);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /**
   * Restores the source's never-touched pages and maps a fresh destination.
   *
   * <p>Memory that a virtual machine has freed may have gone back to its host, and comes from there
   * again at several times the cost. So as much as the destination will need is touched and freed
   * just before: what is timed is memory that the host has backed.
   */
  public void prepare() throws IOException {
    discardDestination();
    content.restore(source);
    try (Mapping touched = Mapping.anonymous(destinationBytes)) {
      touched.advise(Advice.HUGEPAGE);
      touched.advise(Advice.POPULATE_WRITE);
    }
    destination = GuestRam.map(content.layout(), HugePages.NEVER);
  }

  /** The guest, loaded. */
  public GuestRam source() {
    return source;
  }

  /**
   * RAM of the same layout, fresh since {@link #prepare}.
   *
   * @throws IllegalStateException before the first {@link #prepare}
   */
  public GuestRam destination() {
    GuestRam ram = destination;
    if (ram == null) {
      throw new IllegalStateException("prepare() comes first");
    }
    return ram;
  }

  /** Unmaps the destination, if there is one. */
  public void discardDestination() {
    GuestRam ram = destination;
    if (ram != null) {
      ram.close();
      destination = null;
    }
  }

  @Override
  public void close() {
    discardDestination();
    source.close();
  }
}
