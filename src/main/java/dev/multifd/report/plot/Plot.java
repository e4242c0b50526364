package dev.multifd.report.plot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One chart.
 *
 * @param title what it shows
 * @param caption how to read it, and which cells it is from
 * @param keys what its colours mean; none where its rows have names
 * @param spec Vega-Lite's specification, without values
 * @param values the values
 * @param table the same for people
 */
public record Plot(
    String title,
    String caption,
    List<SeriesKey> keys,
    ObjectNode spec,
    ArrayNode values,
    PlotTable table) {
  public Plot {
    keys = List.copyOf(keys);
  }
}
