package dev.multifd.report.plot;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The axis of what was measured.
 *
 * @param title with the unit
 * @param scale its scale
 */
record Axis(String title, Scale scale) {
  /** How figures become lengths. */
  enum Scale {
    /** From zero. */
    LINEAR("{\"zero\": true, \"nice\": true}"),
    /** For figures that differ by factors. */
    LOGARITHMIC("{\"type\": \"log\", \"nice\": false}");

    private final String json;

    Scale(String json) {
      this.json = json;
    }
  }

  /** Puts title and scale into a channel of an encoding. */
  void into(ObjectNode channel) {
    channel.put("title", title);
    channel.set("scale", Specs.parse(scale.json));
  }
}
