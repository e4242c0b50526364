package dev.multifd.report.answer;

import dev.multifd.results.RunFile;
import java.util.List;
import java.util.stream.Stream;

/** Something that a run may say something about. */
interface Question {
  /** It, in words. */
  String text();

  /** What the run says, each finding with at least one answer; none if it has no cells for that. */
  List<Finding> findings(RunFile run);

  /** Those of the lists that have an answer, as findings. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static List<Finding> findings(List<Answer>... answers) {
    return Stream.of(answers).filter(list -> !list.isEmpty()).map(Finding::new).toList();
  }
}
