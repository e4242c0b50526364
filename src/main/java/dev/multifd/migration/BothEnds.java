package dev.multifd.migration;

import dev.multifd.guest.GuestContent;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.InsufficientMemoryException;
import dev.multifd.guest.MemoryBudget;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a guest at both ends, in the state in which a migration is to find it: a loaded
 * source, and a destination that is made anew each time.
 */
public final class BothEnds implements AutoCloseable {
  private final GuestContent content;
  private final RamState state;
  private final long bytesToCome;
  private final GuestRam source;
  private @Nullable GuestRam destination;

  /**
   * Maps and loads the source.
   *
   * @param state in which each migration finds them
   * @param sourceBytes memory that the source will have taken when it was migrated, at most
   * @param destinationBytes memory that the destination will take
   * @throws PrerequisiteException if the machine has too little memory for both ends
   * @throws IOException if the content cannot be loaded
   */
  public BothEnds(GuestContent content, RamState state, long sourceBytes, long destinationBytes)
      throws IOException {
    this.content = content;
    this.state = state;
    this.bytesToCome =
        sourceBytes - content.loadedBytes(state.sourceHugePages()) + destinationBytes;
    try {
      MemoryBudget.ofHost().check(sourceBytes, destinationBytes);
    } catch (InsufficientMemoryException e) {
      throw new PrerequisiteException(String.valueOf(e.getMessage()));
    }
    source = GuestRam.map(content.layout(), state.sourceHugePages());
    try {
      content.load(source);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /**
   * Restores the source's never-touched pages and maps the destination.
   *
   * <p>As much as both ends will still need is {@linkplain BackedMemory backed} before.
   */
  public void prepare() throws IOException {
    discardDestination();
    content.restore(source);
    BackedMemory.back(bytesToCome);
    GuestRam mapped = GuestRam.map(content.layout(), HugePages.NEVER);
    destination = mapped;
    if (state.destination() == DestinationState.WARM) {
      content.soil(mapped);
    }
  }

  /** The guest, loaded. */
  public GuestRam source() {
    return source;
  }

  /**
   * RAM of the same layout, new since {@link #prepare}.
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
