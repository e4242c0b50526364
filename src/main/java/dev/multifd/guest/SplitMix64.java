package dev.multifd.guest;

/**
 * Numbers from a seed, the same on every machine and JVM (Steele, Lea, Flood: "Fast splittable
 * pseudorandom number generators", OOPSLA 2014).
 */
final class SplitMix64 {
  /** The odd number nearest to 2^64 / golden ratio. */
  static final long GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  SplitMix64(long seed) {
    this.state = seed;
  }

  /** Spreads every bit of {@code z} over all of the result. */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /** Uniform in 0 to {@code bound} - 1. */
  long nextBelow(long bound) {
    return Math.unsignedMultiplyHigh(nextLong(), bound);
  }

  /** Exponentially distributed with mean 1, above 0. */
  double nextExponential() {
    double uniform = ((nextLong() >>> 11) + 0.5) * 0x1p-53;
    return -StrictMath.log(uniform);
  }
}
