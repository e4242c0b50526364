package dev.multifd.report.answer;

import dev.multifd.results.RunFile;
import java.util.List;

/** All that a run answers. */
public final class Answers {
  private static final List<Question> QUESTIONS =
      List.of(
          new PlacementQuestion(),
          new ChannelsQuestion(),
          new ScanQuestion(),
          new ContrastQuestion(
              "What is the kernel worth in whole migrations?",
              List.of(
                  kernel("best", "the best kernel"),
                  kernel("vector512", "a kernel of 512-bit vectors"))),
          new ContrastQuestion(
              "How should a packet be written?",
              List.of(
                  new Contrast(
                      "packing",
                      "page-entries",
                      "header-apart",
                      "one writev with an entry a page",
                      "a write of the header and a writev"),
                  new Contrast(
                      "packing",
                      "merged-runs",
                      "page-entries",
                      "merging neighbours into runs",
                      "an entry a page"))),
          new ContrastQuestion(
              "Is the kernel's map of present pages worth asking for?",
              List.of(
                  new Contrast(
                      "presenceMap",
                      "on",
                      "off",
                      "not reading absent pages",
                      "reading every page"))),
          new DispatchQuestion(),
          new CeilingQuestion(),
          new PeerQuestion(),
          new DirtyingQuestion());

  private Answers() {}

  private static Contrast kernel(String scanner, String name) {
    return new Contrast("scanner", scanner, "longs8", name, "the 64-bit loop");
  }

  /** The questions that the run has cells for, with what it says. */
  public static List<Topic> of(RunFile run) {
    return QUESTIONS.stream()
        .map(question -> new Topic(question.text(), question.findings(run)))
        .filter(topic -> !topic.findings().isEmpty())
        .toList();
  }
}
