package dev.multifd.scan;

import jdk.incubator.vector.ByteVector;

/** The scanners there are. {@link #create()} is the one place that makes them. */
public enum ScannerKind {
  /** Byte by byte: the reference. */
  BYTES,
  /** Eight 64-bit words at a time. */
  LONGS,
  /** Vectors of 128 bits. */
  VECTOR128,
  /** Vectors of 256 bits. */
  VECTOR256,
  /** Vectors of 512 bits. */
  VECTOR512,
  /** The widest vectors that this CPU has. */
  BEST;

  /** A scanner of this kind. */
  public ZeroPageScanner create() {
    return switch (this) {
      case BYTES -> new ByteScanner();
      case LONGS -> new LongScanner();
      case VECTOR128 -> new Vector128Scanner();
      case VECTOR256 -> new Vector256Scanner();
      case VECTOR512 -> new Vector512Scanner();
      case BEST -> best().create();
    };
  }

  private static ScannerKind best() {
    int bits = ByteVector.SPECIES_PREFERRED.vectorBitSize();
    return bits >= 512 ? VECTOR512 : bits >= 256 ? VECTOR256 : bits >= 128 ? VECTOR128 : LONGS;
  }
}
