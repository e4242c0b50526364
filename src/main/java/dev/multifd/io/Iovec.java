package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An array of {@code struct iovec} in native memory, filled again and again without allocation. One
 * thread uses it.
 */
public final class Iovec {
  /** Most entries that one {@code writev} or {@code readv} takes ({@code IOV_MAX}). */
  public static final int MAX_ENTRIES = 1024;

  private static final int ENTRY_BYTES = 16;

  private final MemorySegment entries;
  private final int capacity;
  private int first;
  private int count;
  private long bytes;

  /**
   * @param capacity most entries it will hold, 1 to {@link #MAX_ENTRIES}
   */
  public Iovec(int capacity) {
    if (capacity < 1 || capacity > MAX_ENTRIES) {
      throw new IllegalArgumentException(
          "an iovec holds 1 to " + MAX_ENTRIES + " entries, not " + capacity);
    }
    this.capacity = capacity;
    this.entries = Arena.ofAuto().allocate((long) capacity * ENTRY_BYTES, 16);
  }

  /** Forgets all entries. */
  public void clear() {
    first = 0;
    count = 0;
    bytes = 0;
  }

  /** Appends an entry for {@code length} bytes at {@code address}. */
  public void add(long address, long length) {
    if (count == capacity) {
      throw new IllegalStateException("all " + capacity + " entries of the iovec are in use");
    }
    long at = (long) count * ENTRY_BYTES;
    entries.set(JAVA_LONG, at, address);
    entries.set(JAVA_LONG, at + 8, length);
    count++;
    bytes += length;
  }

  /** Appends entries of {@code pieceBytes} each, the last of which may be shorter. */
  public void addPieces(long address, long length, long pieceBytes) {
    for (long done = 0; done < length; done += pieceBytes) {
      add(address + done, Math.min(pieceBytes, length - done));
    }
  }

  /** Appends, or lengthens the last entry where {@code address} follows on from it. */
  public void addMerged(long address, long length) {
    if (count > first) {
      long at = (long) (count - 1) * ENTRY_BYTES;
      long lastLength = entries.get(JAVA_LONG, at + 8);
      if (entries.get(JAVA_LONG, at) + lastLength == address) {
        entries.set(JAVA_LONG, at + 8, lastLength + length);
        bytes += length;
        return;
      }
    }
    add(address, length);
  }

  /**
   * Copies {@code length} bytes of {@code source} to where the first entry points, and drops them
   * from it: for bytes that have arrived by another way.
   */
  public void copyFront(MemorySegment source, long offset, long length) {
    if (length > length(0)) {
      throw new IllegalArgumentException(length + " bytes do not fit the first entry");
    }
    MemorySegment.copy(source, offset, Mapping.memoryAt(address(0), length), 0, length);
    advance(length);
  }

  /** Drops {@code done} bytes from the front: what a call that fell short has already moved. */
  void advance(long done) {
    bytes -= done;
    long left = done;
    while (left > 0) {
      long at = (long) first * ENTRY_BYTES;
      long length = entries.get(JAVA_LONG, at + 8);
      if (left < length) {
        entries.set(JAVA_LONG, at, entries.get(JAVA_LONG, at) + left);
        entries.set(JAVA_LONG, at + 8, length - left);
        return;
      }
      left -= length;
      first++;
    }
  }

  /** Entries not yet moved. */
  public int size() {
    return count - first;
  }

  /** Entries that may still be added. */
  public int room() {
    return capacity - count;
  }

  /** Bytes not yet moved. */
  public long bytes() {
    return bytes;
  }

  /** Start of the entry at {@code index}, counted from the first not yet moved. */
  public long address(int index) {
    return entries.get(JAVA_LONG, (long) (first + index) * ENTRY_BYTES);
  }

  /** Bytes of the entry at {@code index}, counted from the first not yet moved. */
  public long length(int index) {
    return entries.get(JAVA_LONG, (long) (first + index) * ENTRY_BYTES + 8);
  }

  long nativeAddress() {
    return entries.address() + (long) first * ENTRY_BYTES;
  }
}
