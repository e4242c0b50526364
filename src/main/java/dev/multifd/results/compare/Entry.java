package dev.multifd.results.compare;

import dev.multifd.results.Better;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row before the table is judged. */
sealed interface Entry {

  /** What a row shows besides its figures; see {@link Row}. */
  record Head(String name, boolean ceiling, String unit, Better better, List<String> notes) {}

  /** A row whose verdict needs no test. */
  record Settled(
      Head head, @Nullable ForkFigures base, @Nullable ForkFigures contender, Verdict verdict)
      implements Entry {}

  /** A row with figures on both sides that may be tested. */
  record Open(Head head, ForkFigures base, ForkFigures contender) implements Entry {
    int baseForks() {
      return base.values().size();
    }

    int contenderForks() {
      return contender.values().size();
    }
  }
}
