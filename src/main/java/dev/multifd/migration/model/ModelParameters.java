package dev.multifd.migration.model;

import dev.multifd.source.Accounting;
import dev.multifd.source.ConvergenceOptions;

/**
 * One migration to be modelled.
 *
 * @param pipeline who looks for zero pages
 * @param accounting by which books of the multifd channels bytes are charged; only {@code MULTIFD}
 *     knows another than the true ones
 * @param channels of multifd
 * @param limits of rate and time
 * @param guest what is migrated
 * @param costs what it takes
 * @param seed where pages lie and how the machine's speed varies
 */
public record ModelParameters(
    Pipeline pipeline,
    Accounting accounting,
    int channels,
    ConvergenceOptions limits,
    GuestParameters guest,
    Costs costs,
    long seed) {
  /**
   * @throws IllegalArgumentException if the books do not go with the pipeline
   */
  public ModelParameters {
    if (accounting == Accounting.V5 && pipeline != Pipeline.MULTIFD) {
      throw new IllegalArgumentException(
          "the series' books are of pages that all go by multifd, not of " + pipeline);
    }
  }

  /** The same by other books. */
  public ModelParameters withAccounting(Accounting other) {
    return new ModelParameters(pipeline, other, channels, limits, guest, costs, seed);
  }

  /** The same with another guest. */
  public ModelParameters withGuest(GuestParameters other) {
    return new ModelParameters(pipeline, accounting, channels, limits, other, costs, seed);
  }

  /** The same with other costs. */
  public ModelParameters withCosts(Costs other) {
    return new ModelParameters(pipeline, accounting, channels, limits, guest, other, seed);
  }

  /** The same from another seed. */
  public ModelParameters withSeed(long other) {
    return new ModelParameters(pipeline, accounting, channels, limits, guest, costs, other);
  }
}
