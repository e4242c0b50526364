package dev.multifd.report.answer;

import java.util.List;

/**
 * One question and what a run says to it.
 *
 * @param question it
 * @param findings at least one
 */
public record Topic(String question, List<Finding> findings) {
  public Topic {
    findings = List.copyOf(findings);
  }

  /** All answers, the telling ones of each finding first. */
  public List<Answer> answers() {
    return findings.stream().flatMap(finding -> finding.answers().stream()).toList();
  }
}
