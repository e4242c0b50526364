package dev.multifd.scan;

import java.util.Optional;

/** The scanners there are. {@link #create()} is the one place that makes them. */
public enum ScannerKind {
  /** The widest vectors that this JVM has. */
  BEST,
  /** Byte by byte: the reference. */
  BYTES,
  /** One 64-bit word at a time. */
  LONGS,
  /** Eight 64-bit words at a time. */
  LONGS8,
  /** Vectors of 128 bits. */
  VECTOR128,
  /** Vectors of 256 bits. */
  VECTOR256,
  /** Vectors of 512 bits. */
  VECTOR512,
  /** {@link java.lang.foreign.MemorySegment#mismatch} with a page of zeroes. */
  MISMATCH,
  /** libc's {@code memcmp} with a page of zeroes. */
  MEMCMP;

  /**
   * A scanner of this kind.
   *
   * @throws UnsupportedOperationException with {@link #reasonAbsent()} if there is one
   */
  public ZeroPageScanner create() {
    reasonAbsent()
        .ifPresent(reason -> {
          throw new UnsupportedOperationException(this + ": " + reason);
        });
    return switch (this) {
      case BEST -> resolved().create();
      case BYTES -> new ByteScanner();
      case LONGS -> new LongScanner();
      case LONGS8 -> new Long8Scanner();
      case VECTOR128 -> new Vector128Scanner();
      case VECTOR256 -> new Vector256Scanner();
      case VECTOR512 -> new Vector512Scanner();
      case MISMATCH -> new MismatchScanner();
      case MEMCMP -> new MemcmpScanner();
    };
  }

  /** The kind that is meant: that which is best here for {@link #BEST}. */
  public ScannerKind resolved() {
    return this == BEST ? VectorWidth.HERE.best() : this;
  }

  /** Why {@link #resolved()} is what it is, for people; empty if it was said. */
  public Optional<String> reasonResolved() {
    return this == BEST ? Optional.of(VectorWidth.HERE.reasonBest()) : Optional.empty();
  }

  /** Why this CPU and JVM have no such scanner, for people; empty if they have. */
  public Optional<String> reasonAbsent() {
    return switch (this) {
      case VECTOR128 -> VectorWidth.HERE.reasonAbsent(128);
      case VECTOR256 -> VectorWidth.HERE.reasonAbsent(256);
      case VECTOR512 -> VectorWidth.HERE.reasonAbsent(512);
      case BEST, BYTES, LONGS, LONGS8, MISMATCH, MEMCMP -> Optional.empty();
    };
  }
}
