package dev.multifd.source;

import dev.multifd.guest.PresenceMap;
import dev.multifd.guest.RamBlock;
import org.jspecify.annotations.Nullable;

/**
 * The presence map while it holds: in the first round.
 *
 * <p>In that round every page is dirty, whether it was ever written or not, and the map tells which
 * were not. A page that is written after the map was taken is dirty again and goes in the next
 * round: so the map must be taken after the dirty bitmap was synchronised, and with tracking on. In
 * later rounds a page may be dirty because it was written, and the map knows nothing of that: it
 * must be dropped when the bitmap is synchronised again, even in the middle of a pass.
 */
final class FirstRoundMap {
  private volatile @Nullable PresenceMap map;

  /** Begins the first round with {@code taken}. */
  void set(PresenceMap taken) {
    map = taken;
  }

  /** The first round is over: from now on every dirty page is looked at. */
  void drop() {
    map = null;
  }

  /** Whether the page is known to be zero without a look at it. */
  boolean isAbsent(RamBlock block, long offset) {
    PresenceMap now = map;
    return now != null && !now.mayHoldData(block, offset >> RamBlock.PAGE_BITS);
  }

  /** Takes the absent pages of a claim for zero; returns how many they are. */
  long settle(Claim claim) {
    PresenceMap now = map;
    return now == null ? 0 : claim.settleAbsent(now);
  }
}
