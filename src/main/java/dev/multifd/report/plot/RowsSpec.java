package dev.multifd.report.plot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multifd.report.cells.Figures;
import dev.multifd.report.cells.Forks;

/**
 * A row each with its name above it: every fork a dot, the median a bar across. Names need no room
 * at the side, so that a narrow screen shows it too.
 */
final class RowsSpec {
  private static final int ROW_PIXELS = 38;

  private static final String SPEC =
      """
      {
        "encoding": {
          "y": {"field": "row", "type": "ordinal", "axis": null, "scale": {"padding": 0}}
        },
        "layer": [
          {
            "transform": [{"filter": "datum.kind == 'median'"}],
            "mark": {"type": "text", "align": "left", "baseline": "bottom", "yOffset": -1,
                     "limit": {"expr": "width"}, "style": "row-name"},
            "encoding": {"x": {"value": 0}, "text": {"field": "label", "type": "nominal"}}
          },
          {
            "transform": [{"filter": "datum.kind == 'median'"}],
            "mark": {"type": "rule", "yOffset": 9, "strokeWidth": 1.5, "opacity": 0.6},
            "encoding": {"color": {}, "x": {"field": "low", "type": "quantitative"},
                         "x2": {"field": "high"}}
          },
          {
            "transform": [{"filter": "datum.kind == 'fork'"}],
            "mark": {"type": "point", "yOffset": 9, "size": 36, "opacity": 0.6, "strokeWidth": 1.5},
            "encoding": {
              "color": {},
              "x": {"field": "value", "type": "quantitative"},
              "shape": {"field": "end", "type": "nominal", "legend": null,
                        "scale": {"domain": ["completed", "given up"],
                                  "range": ["circle", "M-.9,-.9L.9,.9M.9,-.9L-.9,.9"]}},
              "tooltip": [{"field": "name", "title": "cell"},
                          {"field": "fork", "title": "fork"},
                          {"field": "end", "title": "end"},
                          {"field": "value", "type": "quantitative", "format": ",.4~g"}]
            }
          },
          {
            "transform": [{"filter": "datum.kind == 'median'"}],
            "mark": {"type": "tick", "yOffset": 9, "thickness": 4, "size": 16, "opacity": 1},
            "encoding": {
              "color": {},
              "x": {"field": "value", "type": "quantitative"},
              "tooltip": [{"field": "name", "title": "cell"},
                          {"field": "text", "title": "median [range]"},
                          {"field": "forks", "title": "forks"}]
            }
          }
        ]
      }
      """;

  private RowsSpec() {}

  /**
   * The specification.
   *
   * @param rows how many there are
   */
  static ObjectNode of(Axis axis, int rows) {
    ObjectNode spec = Specs.of(SPEC).put("height", rows * ROW_PIXELS);
    ObjectNode x = Specs.at(spec, "/encoding").putObject("x").put("type", "quantitative");
    axis.into(x);
    Specs.at(x, "/axis").putObject("tickCount").put("expr", "ceil(width / 90)");
    return spec;
  }

  /**
   * Where the points of a row are.
   *
   * @param row its number from above
   * @param name of what it is
   * @param forks its figures
   * @param unit of the figures
   * @param hue its colour
   */
  static ObjectNode place(int row, String name, Forks forks, String unit, int hue) {
    return Values.place()
        .put("row", row)
        .put("name", name)
        .put("label", Figures.text(forks.median()) + " " + unit + "  ·  " + name)
        .put("hue", hue);
  }
}
