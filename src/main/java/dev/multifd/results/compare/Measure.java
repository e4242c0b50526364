package dev.multifd.results.compare;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that cells are compared by. */
public interface Measure {

  /** What it is called on the command line and in tables. */
  String name();

  /** A cell's figures; null if it has none of this kind. */
  @Nullable Figures of(MeasuredCell measured);

  /** Whether every cell that works has such figures. */
  default boolean ofEveryCell() {
    return false;
  }

  /** Conditions that may differ without harm to these figures. */
  default Set<Condition> survives() {
    return Set.of();
  }
}
