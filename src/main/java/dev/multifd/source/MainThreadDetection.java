package dev.multifd.source;

import dev.multifd.guest.RamBlock;

/** What the migration thread does about zero pages. */
interface MainThreadDetection {
  /** It does not look: a channel may, or nobody does. */
  MainThreadDetection OFF =
      new MainThreadDetection() {
        @Override
        public boolean isZero(RamBlock block, long offset) {
          return false;
        }

        @Override
        public void sift(Claim claim) {}
      };

  /** It looks with {@code sieve}. */
  static MainThreadDetection with(ZeroSieve sieve) {
    return new MainThreadDetection() {
      @Override
      public boolean isZero(RamBlock block, long offset) {
        return sieve.isZero(block, offset);
      }

      @Override
      public void sift(Claim claim) {
        sieve.sift(claim);
      }
    };
  }

  /** Whether the page is known to be zero. */
  boolean isZero(RamBlock block, long offset);

  /** Marks the zero pages of a claim as far as they are known. */
  void sift(Claim claim);
}
