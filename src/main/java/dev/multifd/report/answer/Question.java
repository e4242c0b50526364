package dev.multifd.report.answer;

import dev.multifd.results.RunFile;
import java.util.List;

/** Something that a run may say something about. */
interface Question {
  /** It, in words. */
  String text();

  /** What the run says, each finding with at least one answer; none if it has no cells for that. */
  List<Finding> findings(RunFile run);
}
