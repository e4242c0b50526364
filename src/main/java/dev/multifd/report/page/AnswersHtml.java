package dev.multifd.report.page;

import dev.multifd.report.answer.Answer;
import dev.multifd.report.answer.Finding;
import dev.multifd.report.answer.Topic;
import java.util.List;

/** What a run answers, in words. */
final class AnswersHtml {
  private static final String METHOD =
      "Each fork, a fresh JVM, is one sample: the median of its shots. A ratio is that of the"
          + " medians over the forks; the interval beside it holds the true one in 95 of 100 such"
          + " runs, whatever the figures' distribution is (the rank test of Mann and Whitney turned"
          + " about; for ratios that were taken fork by fork, the sign test). Where the forks are"
          + " too few for that, it says in how many of 100. Each interval stands for itself: of"
          + " twenty, one may miss.";

  private AnswersHtml() {}

  static void write(Html html, List<Topic> topics) {
    html.open("div", "class", "answers");
    for (Topic topic : topics) {
      html.open("section").element("h3", topic.question());
      topic.findings().forEach(finding -> finding(html, finding));
      html.close();
    }
    html.close();
    html.element("p", METHOD, "class", "note");
  }

  private static void finding(Html html, Finding finding) {
    if (finding.isLong()) {
      html.element("p", finding.summary(), "class", "summary");
    }
    list(html, finding.shown());
    if (finding.isLong()) {
      html.open("details").element("summary", finding.others().size() + " more");
      list(html, finding.others());
      html.close();
    }
  }

  private static void list(Html html, List<Answer> answers) {
    html.open("ul");
    for (Answer answer : answers) {
      html.open("li", "title", String.join(", ", answer.cells()));
      html.element("span", answer.context() + ": ", "class", "context");
      html.text(answer.sentence() + " ");
      html.element("span", "(" + answer.figures() + ")", "class", "figures");
      html.close();
    }
    html.close();
  }
}
