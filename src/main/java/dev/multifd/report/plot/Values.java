package dev.multifd.report.plot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multifd.report.cells.Figures;
import dev.multifd.report.cells.Forks;
import java.util.List;

/**
 * The values of a chart, a point each. Its {@code kind} says which layer draws it: {@code fork},
 * {@code median} with {@code low} and {@code high}, and others that a chart has of its own.
 */
final class Values {
  /** How a migration ended that a point is of. */
  enum End {
    /** As it should. */
    COMPLETED("completed"),
    /** Its guest dirtied too fast. */
    GIVEN_UP("given up");

    private final String word;

    End(String word) {
      this.word = word;
    }

    static End of(boolean completed) {
      return completed ? COMPLETED : GIVEN_UP;
    }
  }

  private final ArrayNode points = JsonNodeFactory.instance.arrayNode();

  /** What points of one series at one place have in common. */
  static ObjectNode place() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Adds a point. */
  ObjectNode add(ObjectNode place, String kind, double value) {
    ObjectNode point = points.addObject().setAll(place);
    point.put("kind", kind);
    put(point, "value", value);
    return point;
  }

  /** What is no number is nothing on a chart. */
  static void put(ObjectNode point, String name, double value) {
    if (Double.isFinite(value)) {
      point.put(name, value);
    } else {
      point.putNull(name);
    }
  }

  /** Adds a point a fork, and their median with its range. */
  void forks(ObjectNode place, Forks forks) {
    forks(place, forks, List.of());
  }

  /**
   * Adds a point a fork, and their median with its range.
   *
   * @param ends how the migrations of the forks ended; completed, where the list has no more
   */
  void forks(ObjectNode place, Forks forks, List<End> ends) {
    for (int fork = 0; fork < forks.count(); fork++) {
      End end = fork < ends.size() ? ends.get(fork) : End.COMPLETED;
      add(place, "fork", forks.figures().get(fork)).put("fork", fork + 1).put("end", end.word);
    }
    ObjectNode median = add(place, "median", forks.median());
    put(median, "low", forks.min());
    put(median, "high", forks.max());
    median.put("forks", forks.count());
    median.put("text", Figures.spread(forks));
  }

  /** All points so far. */
  ArrayNode points() {
    return points;
  }
}
