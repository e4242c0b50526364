package dev.multifd.bench;

import dev.multifd.fixture.Inside;
import java.util.Set;

/**
 * How far one parameter reaches.
 *
 * @param other a legal value that is not the usual one
 * @param seen what the set-up benchmark holds because of the parameter
 * @param dragged other parameters whose {@code seen} changes with it, since the value rules them
 *     out
 */
record Reach(String other, Seen seen, Set<String> dragged) {

  /** Reads from a benchmark that is set up. */
  interface Seen {
    Object in(Object benchmark) throws Exception;
  }

  /** A parameter that changes the field at the end of a path, and nothing else. */
  static Reach of(String other, String path) {
    return of(other, benchmark -> Inside.read(benchmark, path));
  }

  static Reach of(String other, Seen seen) {
    return new Reach(other, seen, Set.of());
  }

  /** The same, dragging other parameters along. */
  Reach dragging(String... parameters) {
    return new Reach(other, seen, Set.of(parameters));
  }
}
