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
        "params": [
          {"name": "places", "value": 1},
          {"name": "series", "value": 1},
          {"name": "gap", "expr": "clamp(0.6 * width / places / series, 1.5, 14)"},
          {"name": "room", "expr": "(0 * width + containerSize()[0]) / places"}
        ],
        "transform": [
          {"calculate": "(datum.slot - (series - 1) / 2) * gap", "as": "shift"}
        ],
        "encoding": {
          "x": {"field": "x", "type": "ordinal", "sort": {"field": "order", "op": "min"},
                "scale": {"type": "point", "padding": 0.5},
                "axis": {"labelAngle": 0, "grid": false}},
          "xOffset": {"field": "shift", "type": "quantitative", "scale": null},
          "color": {}
        },
        "layer": [
          {
            "transform": [{"filter": "datum.kind == 'median'"}],
            "mark": {"type": "line", "strokeWidth": 2.5},
            "encoding": {
              "detail": {"field": "line", "type": "nominal"},
              "strokeDash": {"condition": {"test": "datum.reference", "value": [6, 4]},
                             "value": [1, 0]},
              "y": {"field": "value", "type": "quantitative"}
            }
          },
          {
            "transform": [{"filter": "datum.kind == 'fork'"}],
            "mark": {"type": "point", "size": 32, "opacity": 0.55, "strokeWidth": 1.5},
            "encoding": {
              "y": {"field": "value", "type": "quantitative"},
              "shape": {"field": "end", "type": "nominal", "legend": null,
                        "scale": {"domain": ["completed", "given up"],
                                  "range": ["circle", "M-.9,-.9L.9,.9M.9,-.9L-.9,.9"]}},
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

  /** The room is the container's: the width changes while the labels find their place. */
  private static final String TWO_LINES =
      """
      {
        "grid": false,
        "labelExpr": "room < 105 ? datum.label : split(datum.label, ', ')",
        "labelAngle": {"expr": "room < 105 ? -55 : 0"},
        "labelAlign": {"expr": "room < 105 ? 'right' : 'center'"},
        "labelBaseline": {"expr": "room < 105 ? 'middle' : 'top'"},
        "labelLimit": 180
      }
      """;

  private LinesSpec() {}

  /** Breaks the names of places at their comma, or puts them aslant where there is no room. */
  static void nameOnTwoLines(ObjectNode spec) {
    Specs.at(spec, "/encoding/x").set("axis", Specs.parse(TWO_LINES));
  }

  /**
   * The specification.
   *
   * @param x what the places are
   * @param places how many there are
   * @param series how many stand side by side at a place
   */
  static ObjectNode of(String x, int places, int series, Axis axis) {
    ObjectNode spec = Specs.of(SPEC);
    Specs.at(spec, "/params/0").put("value", places);
    Specs.at(spec, "/params/1").put("value", series);
    Specs.at(spec, "/encoding/x").put("title", x);
    axis.into(Specs.at(spec, "/encoding").putObject("y").put("type", "quantitative"));
    return spec;
  }

  /**
   * A place of a chart.
   *
   * @param name what it is called
   * @param order its place among the others
   * @param group a line goes through places of one group
   */
  record Place(String name, double order, String group) {
    /** A place of a chart whose lines go through all of them. */
    Place(String name, double order) {
      this(name, order, "");
    }
  }

  /**
   * Where the points of a series are at a place.
   *
   * @param name of the series
   * @param slot its number among those that stand side by side
   * @param hue its colour
   */
  static ObjectNode point(String name, int slot, int hue, Place place) {
    return Values.place()
        .put("name", name)
        .put("slot", slot)
        .put("hue", hue)
        .put("reference", hue == Hues.REFERENCE)
        .put("x", place.name)
        .put("order", place.order)
        .put("line", name + " " + place.group);
  }
}
