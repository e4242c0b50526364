package dev.multifd.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GeometricMeanTest {
  @Test
  void aHalvingAndADoublingAreNoChange() {
    assertThat(GeometricMean.of(new double[] {0.5, 2})).isCloseTo(1, within(1e-15));
    assertThat(GeometricMean.of(new double[] {1, 10, 100})).isCloseTo(10, within(1e-12));
    assertThat(GeometricMean.of(new double[0])).isNull();
  }
}
