package dev.multifd.guest;

import dev.multifd.guest.GuestRam.HugePages;
import java.io.IOException;
import java.util.List;

/**
 * Content that is known page by page: which pages it writes, and what each of them holds. So
 * another content can be laid over it.
 */
public abstract class PageContent implements GuestContent {
  PageContent() {}

  /** The pages that it writes. */
  abstract ContentMap map();

  /** What was done to all others. */
  abstract ZeroState zeroState();

  /**
   * Opens it for reading its pages; only those of {@link #map} may be read.
   *
   * @throws IOException if it is no longer to be had
   */
  abstract OpenContent openPages() throws IOException;

  @Override
  public List<BlockLayout> layout() {
    return map().layout();
  }

  @Override
  public void load(GuestRam ram) throws IOException {
    try (OpenContent pages = openPages()) {
      RamLoader.load(ram, map(), zeroState(), pages::reader);
    }
  }

  @Override
  public void soil(GuestRam ram) throws IOException {
    RamLoader.soil(ram, map());
  }

  @Override
  public void restore(GuestRam ram) throws IOException {
    if (zeroState() == ZeroState.NEVER_TOUCHED) {
      ram.discardAllBut(map());
    }
  }

  @Override
  public long loadedBytes(HugePages hugePages) {
    return switch (zeroState()) {
      case NEVER_TOUCHED -> map().dataBytes(hugePages) + map().pageTableBytes();
      case READ_TOUCHED -> map().readBytes(hugePages);
      case WRITTEN_ZEROES -> map().totalBytes() + map().pageTableBytes();
    };
  }

  @Override
  public long sourceResidentBytes(HugePages hugePages) {
    return Math.max(loadedBytes(hugePages), map().readBytes(hugePages));
  }

  @Override
  public long destinationResidentBytes(int hugeFromPages) {
    return map().dataBytesByRuns(hugeFromPages) + map().pageTableBytes();
  }

  @Override
  public Verification verify(GuestRam ram) throws IOException {
    return verify(ram, PresentPages::ofKernel);
  }

  Verification verify(GuestRam ram, RamVerifier.PresenceOpener presence) throws IOException {
    try (OpenContent pages = openPages()) {
      return RamVerifier.verify(ram, map(), pages::reader, presence);
    }
  }
}
