package dev.multifd.suite;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The tables of cells that there are: each has rows for each profile. */
public enum CellTable {
  /** This pipeline's own questions. */
  SUITE {
    @Override
    List<Cell> rows(Profile profile) {
      return BudgetTable.rows(profile);
    }

    @Override
    int forks(Profile profile) {
      return profile.forks();
    }
  },
  /** This pipeline beside QEMU. */
  PEER {
    @Override
    List<Cell> rows(Profile profile) {
      return PeerCells.rows(profile);
    }

    // Fewer: each shot starts QEMUs, gives them a guest, and takes it again to be compared.
    @Override
    int forks(Profile profile) {
      return Math.ceilDiv(profile.forks(), 2);
    }
  };

  abstract List<Cell> rows(Profile profile);

  abstract int forks(Profile profile);

  /** The profile's cells, baselines first and otherwise in the order of the table. */
  final List<Cell> cells(Profile profile) {
    return distinct(rows(profile)).stream().sorted(Comparator.comparing(Cell::role)).toList();
  }

  /** The smallest profile that every text names a cell of; the default one if there is none. */
  public final Profile profileWith(List<String> only) {
    return Stream.of(Profile.QUICK, Profile.STANDARD, Profile.LAB)
        .filter(profile -> {
          List<Cell> cells = cells(profile);
          return only.stream().allMatch(text -> cells.stream().anyMatch(c -> c.matches(text)));
        })
        .findFirst()
        .orElse(Profile.QUICK);
  }

  /** Rows that overlap, as crosses do, count once. */
  static List<Cell> distinct(List<Cell> rows) {
    Map<String, Cell> byId = new LinkedHashMap<>();
    rows.forEach(cell -> byId.putIfAbsent(cell.id(), cell));
    return List.copyOf(byId.values());
  }
}
