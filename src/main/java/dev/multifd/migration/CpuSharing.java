package dev.multifd.migration;

import dev.multifd.io.CpuAffinity;
import dev.multifd.io.SystemCallException;
import java.util.BitSet;

/** Which processors the guest's writers and the migration's threads run on. */
public enum CpuSharing {
  /** All of them on all, as the scheduler likes. */
  SHARED {
    @Override
    BitSet ofGuest(BitSet all) {
      return all;
    }

    @Override
    BitSet ofMigration(BitSet all) {
      return all;
    }
  },
  /** The writers on the first half of them, both ends of the migration on the others. */
  APART {
    @Override
    BitSet ofGuest(BitSet all) {
      return all.stream()
          .limit(all.cardinality() / 2)
          .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    @Override
    BitSet ofMigration(BitSet all) {
      BitSet others = (BitSet) all.clone();
      others.andNot(ofGuest(all));
      return others;
    }
  };

  abstract BitSet ofGuest(BitSet all);

  abstract BitSet ofMigration(BitSet all);

  /**
   * Checks that there are processors enough.
   *
   * @throws PrerequisiteException if there is one alone, and two are asked for
   */
  void check() throws PrerequisiteException, SystemCallException {
    if (ofGuest(CpuAffinity.current()).isEmpty()) {
      throw new PrerequisiteException(
          "cpus is 'apart': there is one processor alone; give shared, or more processors");
    }
  }

  /** Threads that are started meanwhile are the guest's. */
  CpuAffinity startingGuest() throws SystemCallException {
    return CpuAffinity.restrict(ofGuest(CpuAffinity.current()));
  }

  /** Threads that are started meanwhile are the migration's. */
  CpuAffinity migrating() throws SystemCallException {
    return CpuAffinity.restrict(ofMigration(CpuAffinity.current()));
  }
}
