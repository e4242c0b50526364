package dev.multifd.report.plot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multifd.report.answer.Answer;
import dev.multifd.report.answer.Answers;
import dev.multifd.report.answer.Finding;
import dev.multifd.report.answer.Ratio;
import dev.multifd.report.answer.Topic;
import dev.multifd.report.cells.Figures;
import dev.multifd.results.RunFile;
import java.util.List;
import java.util.Locale;

/** The ratios of the answers, each with its interval. */
final class AnswersPlot implements PlotKind {
  private static final String SPEC =
      """
      {
        "height": {"step": 44},
        "encoding": {
          "y": {"field": "row", "type": "ordinal", "axis": null},
          "x": {"field": "value", "type": "quantitative", "title": "ratio",
                "scale": {"type": "log", "nice": false},
                "axis": {"format": "~g", "labelOverlap": "greedy"}},
          "color": {"field": "hue", "type": "ordinal", "legend": null,
                    "scale": {"domain": [0, 1, 2, 3, 4, 5, 6, 7, 8], "range": "category"}}
        },
        "layer": [
          {
            "mark": {"type": "rule", "style": "no-difference"},
            "encoding": {"x": {"datum": 1}, "y": {"value": 0}, "y2": {"value": {"expr": "height"}},
                         "color": {"value": null}}
          },
          {
            "mark": {"type": "text", "align": "left", "baseline": "bottom", "yOffset": -5,
                     "limit": {"expr": "width"}, "style": "row-name"},
            "encoding": {"x": {"value": 0}, "color": {"value": null},
                         "text": {"field": "label", "type": "nominal"}}
          },
          {
            "mark": {"type": "text", "align": "left", "baseline": "bottom", "yOffset": 8,
                     "limit": {"expr": "width"}, "style": "row-context"},
            "encoding": {"x": {"value": 0}, "color": {"value": null},
                         "text": {"field": "context", "type": "nominal"}}
          },
          {
            "mark": {"type": "rule", "yOffset": 15, "strokeWidth": 2.5},
            "encoding": {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}}
          },
          {
            "mark": {"type": "point", "yOffset": 15, "filled": true, "size": 80, "opacity": 1},
            "encoding": {
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
    Values values = new Values();
    PlotTable.Builder table =
        new PlotTable.Builder("ratio of", "in", "ratio", "low", "high", "confidence", "cells");
    Hues hues = new Hues();
    int row = 0;
    for (Topic topic : Answers.of(run)) {
      for (Answer answer : shown(topic)) {
        Ratio ratio = answer.ratio();
        if (ratio != null) {
          add(values, row++, hues.of(topic.question()), answer, ratio);
          addTo(table, answer, ratio);
        }
      }
    }
    return row == 0 ? List.of() : List.of(plot(values, hues, table));
  }

  private static List<Answer> shown(Topic topic) {
    return topic.findings().stream().map(Finding::shown).flatMap(List::stream).toList();
  }

  private static Plot plot(Values values, Hues hues, PlotTable.Builder table) {
    return new Plot(
        "The answers as ratios",
        "Speed of the first named over the second's (CPU time of the second over the first's, where"
            + " it says so). Right of 1 the first is ahead, left of it the second; a line is the"
            + " interval, and where it crosses 1, no difference was seen.",
        hues.keys(),
        Specs.of(SPEC),
        values.points(),
        table.ofTexts());
  }

  private static void add(Values values, int row, int hue, Answer answer, Ratio ratio) {
    ObjectNode place =
        Values.place()
            .put("row", row)
            .put("hue", hue)
            .put("label", answer.name() + "  ·  " + Figures.ratio(ratio.value()) + "×")
            .put("context", answer.context())
            .put("figures", answer.figures());
    ObjectNode point = values.add(place, "ratio", ratio.value());
    Values.put(point, "low", ratio.low());
    Values.put(point, "high", ratio.high());
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
