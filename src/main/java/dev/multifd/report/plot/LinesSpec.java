package dev.multifd.report.plot;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Series over a few places, such as numbers of channels: every fork a dot, and a line through the
 * medians. Series stand side by side at a place, so that their dots can be told apart.
 */
final class LinesSpec {
  private static final String SPEC =
      """
      {
        "height": 340,
        "encoding": {
          "x": {"field": "x", "type": "ordinal", "sort": {"field": "order", "op": "min"},
                "scale": {"paddingInner": 0.25, "paddingOuter": 0.1},
                "axis": {"labelAngle": 0, "grid": false}},
          "xOffset": {"field": "hue", "type": "ordinal"},
          "color": {"field": "hue", "type": "ordinal", "legend": null,
                    "scale": {"domain": [0, 1, 2, 3, 4, 5, 6, 7, 8], "range": "category"}}
        },
        "layer": [
          {
            "transform": [{"filter": "datum.kind == 'median' && datum.hue != 8"}],
            "mark": {"type": "line", "strokeWidth": 2.5},
            "encoding": {"y": {"field": "value", "type": "quantitative"}}
          },
          {
            "transform": [{"filter": "datum.kind == 'median' && datum.hue == 8"}],
            "mark": {"type": "line", "strokeWidth": 2, "strokeDash": [6, 4]},
            "encoding": {"y": {"field": "value", "type": "quantitative"}}
          },
          {
            "transform": [{"filter": "datum.kind == 'fork'"}],
            "mark": {"type": "point", "size": 32, "opacity": 0.55, "strokeWidth": 1.5},
            "encoding": {
              "y": {"field": "value", "type": "quantitative"},
              "shape": {"field": "end", "type": "nominal", "legend": null,
                        "scale": {"domain": ["completed", "given up"],
                                  "range": ["circle", "cross"]}},
              "tooltip": [{"field": "name", "title": "series"},
                          {"field": "x", "title": "at"},
                          {"field": "fork", "title": "fork"},
                          {"field": "end", "title": "end"},
                          {"field": "value", "type": "quantitative", "format": ",.4~g"}]
            }
          },
          {
            "transform": [{"filter": "datum.kind == 'median'"}],
            "mark": {"type": "point", "filled": true, "size": 90, "opacity": 1},
            "encoding": {
              "y": {"field": "value", "type": "quantitative"},
              "tooltip": [{"field": "name", "title": "series"},
                          {"field": "x", "title": "at"},
                          {"field": "text", "title": "median [range]"},
                          {"field": "forks", "title": "forks"}]
            }
          }
        ]
      }
      """;

  private LinesSpec() {}

  static ObjectNode of(String x, Axis axis) {
    ObjectNode spec = Specs.of(SPEC);
    Specs.at(spec, "/encoding/x").put("title", x);
    axis.into(Specs.at(spec, "/encoding").putObject("y").put("type", "quantitative"));
    return spec;
  }

  /**
   * Where the points of a series are at a place.
   *
   * @param name of the series
   * @param hue its colour
   * @param x what the place is called
   * @param order of the place among the others
   */
  static ObjectNode place(String name, int hue, String x, double order) {
    return Values.place().put("name", name).put("hue", hue).put("x", x).put("order", order);
  }
}
