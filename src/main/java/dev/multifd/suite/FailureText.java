package dev.multifd.suite;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a fork's output why it failed. The text is the one source that always has it: JMH
 * hands an exception over only when the whole of it can be serialized.
 */
final class FailureText {
  private static final int EXCERPT_LINES = 30;
  private static final String FAILURE_MARK = "<failure";
  private static final int KILLED = 137;
  private static final List<Integer> STOPPED = List.of(130, 143);

  private static final String CAUSE = "(?m)^\\s*(?:Caused by: |Suppressed: )?(?:[\\w$]+[.$])*";
  private static final Pattern PROOF = Pattern.compile(CAUSE + "ProofFailedException(?:: (.*))?$");
  private static final Pattern PREREQUISITE =
      Pattern.compile(CAUSE + "PrerequisiteException(?:: (.*))?$");
  private static final Pattern FAILURE =
      Pattern.compile("(?m)^<failure>\\s*^(?:[\\w$]+[.$])*([\\w$]+(?:: .*)?)$");
  private static final Pattern EXIT = Pattern.compile("<forked VM failed with exit code (\\d+)>");

  private FailureText() {}

  /**
   * The outcome that a failed fork's output tells of.
   *
   * @param jmhMessage what JMH itself said, for want of anything better
   */
  static Outcome outcome(String output, @Nullable String jmhMessage) {
    Matcher exit = EXIT.matcher(output);
    int exitCode = exit.find() ? Integer.parseInt(exit.group(1)) : 0;
    if (STOPPED.contains(exitCode)) {
      return new Outcome.Interrupted();
    }
    Matcher proof = PROOF.matcher(output);
    if (proof.find()) {
      return failed(Outcome.FailureKind.CHECK, message(proof, "a proof failed"), output);
    }
    Matcher prerequisite = PREREQUISITE.matcher(output);
    if (prerequisite.find()) {
      return new Outcome.Skipped(message(prerequisite, "a prerequisite is missing"));
    }
    Matcher failure = FAILURE.matcher(output);
    if (failure.find()) {
      return failed(Outcome.FailureKind.ERROR, message(failure, "it threw"), output);
    }
    if (exitCode == KILLED) {
      return failed(
          Outcome.FailureKind.ERROR,
          "the fork was killed (137), most likely for want of memory: see dmesg, or take a smaller"
              + " guest with --guest-size",
          output);
    }
    String reason =
        exitCode != 0 ? "the fork ended with exit code " + exitCode : "JMH: " + jmhMessage;
    return failed(Outcome.FailureKind.ERROR, reason, output);
  }

  /** The lines that tell most: those after the failure's mark, or the last ones without it. */
  static String excerpt(String output) {
    int mark = output.lastIndexOf(FAILURE_MARK);
    List<String> lines = output.substring(Math.max(0, mark)).stripTrailing().lines().toList();
    int from = mark >= 0 ? 0 : Math.max(0, lines.size() - EXCERPT_LINES);
    int to = Math.min(lines.size(), from + EXCERPT_LINES);
    return String.join("\n", lines.subList(from, to));
  }

  private static Outcome failed(Outcome.FailureKind kind, String reason, String output) {
    return new Outcome.Failed(kind, reason, excerpt(output));
  }

  private static String message(Matcher matcher, String otherwise) {
    String message = matcher.group(1);
    return message == null || message.isBlank() ? otherwise : message.strip();
  }
}
