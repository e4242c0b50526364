package dev.multifd.report.answer;

import dev.multifd.report.answer.Ratio.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers that compare the same two things in different settings.
 *
 * @param answers at least one, in the order of the cells
 */
public record Finding(List<Answer> answers) {
  private static final int SHOWN = 4;

  public Finding {
    answers = List.copyOf(answers);
  }

  /** Those that a reader should see first. */
  public List<Answer> shown() {
    return answers.subList(0, Math.min(SHOWN, answers.size()));
  }

  /** The rest. */
  public List<Answer> others() {
    return answers.subList(shown().size(), answers.size());
  }

  /** How all of them came out, in a line. */
  public String summary() {
    List<String> words = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long count =
          answers.stream()
              .filter(
                  answer -> answer.ratio() != null && answer.ratio().verdict() == verdict)
              .count();
      if (count > 0) {
        words.add(count + " " + word(verdict));
      }
    }
    return "of " + answers.size() + " comparisons, " + String.join(", ", words);
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case MORE -> "above 1";
      case LESS -> "below 1";
      case NO_DIFFERENCE -> "without a difference seen";
    };
  }
}
