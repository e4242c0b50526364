package dev.multifd.results.stats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The mean of ratios: a halving and a doubling come to no change. */
public final class GeometricMean {
  private GeometricMean() {}

  /** Of positive ratios; null of none. */
  public static @Nullable Double of(double[] ratios) {
    return ratios.length == 0
        ? null
        : Double.valueOf(Math.exp(Arrays.stream(ratios).map(Math::log).average().orElseThrow()));
  }
}
