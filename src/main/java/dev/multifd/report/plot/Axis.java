package dev.multifd.report.plot;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The axis of what was measured.
 *
 * @param title with the unit
 * @param scale its scale
 * @param format of its labels
 */
record Axis(String title, Scale scale, Format format) {
  /** How its labels are written. */
  enum Format {
    /** In full. */
    PLAIN,
    /** Thousands as k, millions as M. */
    SHORT
  }

  /** How figures become lengths. */
  enum Scale {
    /** From zero. */
    LINEAR("{\"zero\": true, \"nice\": true}"),
    /** For figures that differ by factors. */
    LOGARITHMIC("{\"type\": \"log\", \"nice\": false, \"padding\": 14}");

    private final String json;

    Scale(String json) {
      this.json = json;
    }
  }

  /** In full figures. */
  Axis(String title, Scale scale) {
    this(title, scale, Format.PLAIN);
  }

  /** Puts them into a channel of an encoding. */
  void into(ObjectNode channel) {
    channel.put("title", title);
    ObjectNode axis =
        channel.putObject("axis").put("labelOverlap", "greedy").put("labelSeparation", 6);
    if (format == Format.SHORT) {
      axis.put("format", "~s");
    }
    channel.set("scale", Specs.parse(scale.json));
  }
}
