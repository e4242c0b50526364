package dev.multifd.bench;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.multifd.guest.BlockLayout;
import dev.multifd.guest.GuestContent;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.MemoryBudget;
import dev.multifd.io.Mapping;
import dev.multifd.io.Residency;
import dev.multifd.migration.PrerequisiteException;
import dev.multifd.migration.capture.GuestImages;
import dev.multifd.scan.ScannerKind;
import dev.multifd.scan.ZeroPageScanner;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages that are scanned, in the memory and with the content that a cell asks for. */
final class ScanSet implements AutoCloseable {
  private static final long MARGIN_BYTES = 512L << 20;

  private final ScanRegime regime;
  private final GuestRam ram;
  private final MemorySegment memory;
  private final long pageBytes;
  private final long zeroPages;

  private ScanSet(ScanRegime regime, GuestRam ram, long bytes, long pageBytes, long zeroPages) {
    this.regime = regime;
    this.ram = ram;
    this.memory = ram.blocks().getFirst().memory().asSlice(0, bytes);
    this.pageBytes = pageBytes;
    this.zeroPages = zeroPages;
  }

  /**
   * Makes the set of a cell.
   *
   * @param image a guest's RAM image in place of {@code content}; empty for none
   * @param setBytes bytes of the set, unless an image brings its own
   * @throws IllegalArgumentException where content and regime do not go together
   * @throws PrerequisiteException where the machine lacks memory or a cache of that size
   */
  static ScanSet make(
      ScanRegime regime, ScanContent content, String image, long pageBytes, long setBytes)
      throws IOException {
    GuestContent guest = guest(regime, content, image, setBytes);
    long wanted = guest == null ? setBytes : guest.layout().getFirst().usedBytes();
    long bytes = wanted - wanted % pageBytes;
    if (bytes == 0) {
      throw new PrerequisiteException(
          "a set of " + wanted + " bytes holds no page of " + pageBytes + " bytes");
    }
    requireMemory(wanted);
    GuestRam ram = GuestRam.map(layout(guest, bytes), regime.hugePages());
    try {
      return new ScanSet(
          regime, ram, bytes, pageBytes, fill(regime, content, guest, ram, bytes, pageBytes));
    } catch (IOException | RuntimeException e) {
      ram.close();
      throw e;
    }
  }

  private static @Nullable GuestContent guest(
      ScanRegime regime, ScanContent content, String image, long setBytes) throws IOException {
    boolean isGuest = !image.isEmpty() || content == ScanContent.IDLE;
    if (isGuest && !regime.holdsAGuest()) {
      throw new IllegalArgumentException(
          "regime is '" + regime + "': give dram-4k or dram-thp, which a guest fits in");
    }
    if (content != ScanContent.ZERO && regime.pages() != ScanRegime.Pages.WRITTEN) {
      throw new IllegalArgumentException(
          "content is '" + content + "': give zero, since nobody wrote to these pages");
    }
    if (!image.isEmpty()) {
      return GuestImages.open(Path.of(image));
    }
    return isGuest ? ScanContent.idleGuest(setBytes) : null;
  }

  /** A set that is smaller than a huge page has one nevertheless. */
  private static List<BlockLayout> layout(@Nullable GuestContent guest, long bytes) {
    return guest == null
        ? List.of(new BlockLayout("pc.ram", Math.max(bytes, Mapping.HUGE_PAGE_BYTES)))
        : guest.layout();
  }

  private static void requireMemory(long bytes) throws PrerequisiteException {
    long available = MemoryBudget.ofHost().availableBytes();
    if (bytes + MARGIN_BYTES > available) {
      throw new PrerequisiteException(
          "a set of " + bytes + " bytes, but the machine has " + available + " left: free memory");
    }
  }

  /** Returns how many zero pages there are. */
  private static long fill(
      ScanRegime regime,
      ScanContent content,
      @Nullable GuestContent guest,
      GuestRam ram,
      long bytes,
      long pageBytes)
      throws IOException {
    MemorySegment memory = ram.blocks().getFirst().memory();
    if (guest != null) {
      ScanContent.loadWritten(guest, ram);
      return count(ScannerKind.BYTES.create(), memory.asSlice(0, bytes), pageBytes);
    }
    switch (regime.pages()) {
      case WRITTEN -> {
        memory.fill((byte) 0);
        content.fill(memory.asSlice(0, bytes), pageBytes);
      }
      case READ_TOUCHED -> touch(memory);
      case NEVER_TOUCHED -> {}
    }
    return content == ScanContent.ZERO ? bytes / pageBytes : 0;
  }

  /** Told by the reference scanner, for content that nobody here has made. */
  private static long count(ZeroPageScanner reference, MemorySegment memory, long pageBytes) {
    long zero = 0;
    for (long at = 0; at < memory.byteSize(); at += pageBytes) {
      zero += reference.isZero(memory, at, pageBytes) ? 1 : 0;
    }
    return zero;
  }

  private static void touch(MemorySegment memory) {
    for (long at = 0; at < memory.byteSize(); at += 4096) {
      if (memory.get(JAVA_BYTE, at) != 0) {
        throw new IllegalStateException("fresh memory is not zero");
      }
    }
  }

  MemorySegment memory() {
    return memory;
  }

  ScanRegime regime() {
    return regime;
  }

  long pageBytes() {
    return pageBytes;
  }

  long pages() {
    return memory.byteSize() / pageBytes;
  }

  /** Pages of nothing but zeroes, by what was written. */
  long zeroPages() {
    return zeroPages;
  }

  /** Comes before each pass: pages that are to be untouched are so again. */
  void prepare() throws IOException {
    if (regime.pages() == ScanRegime.Pages.NEVER_TOUCHED) {
      ram.discard();
    }
  }

  /** What is behind the whole mapping now. */
  Residency residency() throws IOException {
    return Residency.of(ram.blocks().getFirst().memory());
  }

  @Override
  public void close() {
    ram.close();
  }
}
