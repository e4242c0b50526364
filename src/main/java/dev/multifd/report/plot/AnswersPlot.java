package dev.multifd.report.plot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multifd.report.answer.Answer;
import dev.multifd.report.answer.Answers;
import dev.multifd.report.answer.Ratio;
import dev.multifd.report.answer.Ratio.Verdict;
import dev.multifd.report.cells.Figures;
import dev.multifd.results.RunFile;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.DoubleStream;

/** The ratios of the answers, each with its interval. */
final class AnswersPlot implements PlotKind {
  private static final int ROW_PIXELS = 46;
  private static final double EDGE = 1.2;

  private static final String SPEC =
      """
      {
        "encoding": {
          "y": {"field": "row", "type": "ordinal", "axis": null, "scale": {"padding": 0}},
          "x": {"field": "value", "type": "quantitative", "title": "ratio",
                "scale": {"type": "log", "nice": false, "padding": 14},
                "axis": {"format": "~g", "labelOverlap": "greedy"}}
        },
        "layer": [
          {
            "mark": {"type": "rule", "style": "no-difference"},
            "encoding": {"x": {"datum": 1}, "y": {"value": 0}, "y2": {"value": {"expr": "height"}}}
          },
          {
            "mark": {"type": "text", "align": "left", "baseline": "bottom", "yOffset": -5,
                     "limit": {"expr": "width"}, "style": "row-name"},
            "encoding": {"x": {"value": 0}, "text": {"field": "label", "type": "nominal"}}
          },
          {
            "mark": {"type": "text", "align": "left", "baseline": "bottom", "yOffset": 8,
                     "limit": {"expr": "width"}, "style": "row-context"},
            "encoding": {"x": {"value": 0}, "text": {"field": "context", "type": "nominal"}}
          },
          {
            "mark": {"type": "rule", "yOffset": 15, "strokeWidth": 2.5},
            "encoding": {"color": {}, "x": {"field": "low", "type": "quantitative"},
                         "x2": {"field": "reach"}}
          },
          {
            "mark": {"type": "point", "yOffset": 15, "filled": true, "size": 80, "opacity": 1},
            "encoding": {
              "color": {},
              "tooltip": [{"field": "label", "title": "ratio of"},
                          {"field": "context", "title": "in"},
                          {"field": "text", "title": "ratio"},
                          {"field": "figures", "title": "from"}]
            }
          }
        ]
      }
      """;

  @Override
  public List<Plot> of(RunFile run) {
    List<Answer> answers =
        Answers.of(run).stream()
            .flatMap(topic -> topic.findings().stream())
            .flatMap(finding -> finding.shown().stream())
            .filter(answer -> answer.ratio() != null)
            .toList();
    return answers.isEmpty() ? List.of() : List.of(plot(answers));
  }

  private static Plot plot(List<Answer> answers) {
    Values values = new Values();
    Hues hues = new Hues();
    PlotTable.Builder table =
        new PlotTable.Builder("ratio of", "in", "ratio", "low", "high", "confidence", "cells");
    double edge = edge(answers);
    for (int row = 0; row < answers.size(); row++) {
      Answer answer = answers.get(row);
      Ratio ratio = Objects.requireNonNull(answer.ratio());
      add(values, row, hues.of(word(ratio)), answer, ratio, edge);
      addTo(table, answer, ratio);
    }
    return new Plot(
        "The answers as ratios",
        "Speed of the first named over the second's (CPU time of the second over the first's, where"
            + " it says so). Right of 1 the first is ahead, left of it the second; a line is the"
            + " interval, and where it crosses 1, no difference was seen.",
        hues.keys(),
        Specs.of(SPEC).put("height", answers.size() * ROW_PIXELS),
        values.points(),
        table.ofTexts());
  }

  /** How far the line of an interval without an upper bound goes. */
  private static double edge(List<Answer> answers) {
    return EDGE
        * answers.stream()
            .map(answer -> Objects.requireNonNull(answer.ratio()))
            .flatMapToDouble(ratio -> DoubleStream.of(ratio.value(), ratio.high()))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
  }

  private static String word(Ratio ratio) {
    return ratio.verdict() == Verdict.NO_DIFFERENCE ? Hues.NO_DIFFERENCE : "a difference";
  }

  private static void add(
      Values values, int row, int hue, Answer answer, Ratio ratio, double edge) {
    ObjectNode place =
        Values.place()
            .put("row", row)
            .put("hue", hue)
            .put("label", Figures.ratio(ratio.value()) + "×  ·  " + answer.name())
            .put("context", answer.context())
            .put("figures", answer.figures());
    ObjectNode point = values.add(place, "ratio", ratio.value());
    Values.put(point, "low", ratio.low());
    Values.put(point, "reach", Math.min(ratio.high(), edge));
    point.put(
        "text",
        "%s [%s, %s]"
            .formatted(
                Figures.ratio(ratio.value()),
                Figures.ratio(ratio.low()),
                Figures.ratio(ratio.high())));
  }

  private static void addTo(PlotTable.Builder table, Answer answer, Ratio ratio) {
    table.row(
        answer.name(),
        answer.context(),
        Figures.ratio(ratio.value()),
        Figures.ratio(ratio.low()),
        Figures.ratio(ratio.high()),
        String.format(Locale.ROOT, "%.0f %%", 100 * ratio.confidence()),
        String.join(", ", answer.cells()));
  }
}
