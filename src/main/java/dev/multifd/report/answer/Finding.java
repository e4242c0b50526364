package dev.multifd.report.answer;

import dev.multifd.report.answer.Ratio.Verdict;
import dev.multifd.report.cells.Figures;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers that compare the same two things in different settings.
 *
 * @param contrast the two things
 * @param answers at least one, in the order of the cells
 */
public record Finding(String contrast, List<Answer> answers) {
  private static final int MANY = 5;
  private static final int EXAMPLES = 2;

  public Finding {
    answers = List.copyOf(answers);
  }

  /** Answers to one contrast each. */
  static List<Finding> byName(List<Answer> answers) {
    Map<String, List<Answer>> byName = new LinkedHashMap<>();
    answers.forEach(
        answer -> byName.computeIfAbsent(answer.name(), _ -> new ArrayList<>()).add(answer));
    List<Finding> findings = new ArrayList<>();
    byName.forEach((name, same) -> findings.add(new Finding(name, same)));
    return findings;
  }

  /** Whether there are more answers than a reader should see at once. */
  public boolean isLong() {
    return answers.size() > MANY;
  }

  /** Those that a reader should see first: all, or examples. */
  public List<Answer> shown() {
    return isLong() ? answers.subList(0, EXAMPLES) : answers;
  }

  /** The rest. */
  public List<Answer> others() {
    return answers.subList(shown().size(), answers.size());
  }

  /** How all of them came out, in a line. */
  public String summary() {
    List<Ratio> ratios = new ArrayList<>();
    for (Answer answer : answers) {
      if (answer.ratio() != null) {
        ratios.add(answer.ratio());
      }
    }
    DoubleSummaryStatistics values = ratios.stream().mapToDouble(Ratio::value).summaryStatistics();
    return "%s: %s to %s× in %d settings; %s"
        .formatted(
            contrast,
            Figures.ratio(values.getMin()),
            Figures.ratio(values.getMax()),
            answers.size(),
            verdicts(ratios));
  }

  private static String verdicts(List<Ratio> ratios) {
    List<String> words = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long count = ratios.stream().filter(ratio -> ratio.verdict() == verdict).count();
      if (count > 0) {
        words.add(word(verdict) + " in " + count);
      }
    }
    return String.join(", ", words);
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case MORE -> "above 1";
      case LESS -> "below 1";
      case NO_DIFFERENCE -> "no difference seen";
    };
  }
}
