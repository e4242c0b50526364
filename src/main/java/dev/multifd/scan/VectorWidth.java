package dev.multifd.scan;

import java.util.Optional;
import jdk.incubator.vector.ByteVector;

/**
 * The widest vectors that a JVM makes instructions of; wider ones would run in software, a hundred
 * times slower. The one place that asks for them and picks by them.
 *
 * @param maxBits their width
 */
record VectorWidth(int maxBits) {
  /** Those of this JVM on this CPU. */
  static final VectorWidth HERE = new VectorWidth(ByteVector.SPECIES_PREFERRED.vectorBitSize());

  /** The scanner of the widest vectors that there are. */
  ScannerKind best() {
    if (maxBits >= 512) {
      return ScannerKind.VECTOR512;
    }
    if (maxBits >= 256) {
      return ScannerKind.VECTOR256;
    }
    return maxBits >= 128 ? ScannerKind.VECTOR128 : ScannerKind.LONGS8;
  }

  /** Why {@link #best()} is. */
  String reasonBest() {
    return "this JVM's widest vectors have " + maxBits + " bits";
  }

  /** Why there are no vectors of so many bits; empty if there are. */
  Optional<String> reasonAbsent(int bits) {
    return bits <= maxBits
        ? Optional.empty()
        : Optional.of(
            "it needs vectors of %d bits and this JVM has at most %d (CPU, -XX:UseAVX,"
                    .formatted(bits, maxBits)
                + " -XX:MaxVectorSize)");
  }
}
