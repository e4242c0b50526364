package dev.multifd.destination;

/**
 * How arriving pages get into memory.
 *
 * @param population how memory is made ready for them
 * @param unpacking how they are read
 */
public record Arrival(PopulationPolicy population, Unpacking unpacking) {
  /** What was found to be fastest. */
  public static final Arrival DEFAULT =
      new Arrival(PopulationPolicy.ADAPTIVE, Unpacking.READ_AHEAD);
}
