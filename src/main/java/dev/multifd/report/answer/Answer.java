package dev.multifd.report.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run says.
 *
 * @param context what it is about, such as the guest
 * @param sentence it, in words
 * @param figures what it is computed from
 * @param name what its ratio is of, in a few words; above 1 is in favour of the first named
 * @param ratio the figure in it, if it is one
 * @param cells the cells that it is from, by their ids
 */
public record Answer(
    String context,
    String sentence,
    String figures,
    String name,
    @Nullable Ratio ratio,
    List<String> cells) {
  public Answer {
    cells = List.copyOf(cells);
  }
}
