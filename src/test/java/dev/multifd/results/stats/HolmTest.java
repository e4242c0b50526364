package dev.multifd.results.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
  /** The example of textbooks: of these four, the first and the last are rejected at 0.05. */
  @Test
  void workedExample() {
    assertThat(Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
  }

  @Test
  void neverExceedsOneAndNeverFalls() {
    assertThat(Holm.adjust(new double[] {0.9, 0.8, 0.02, 0.021}))
        .containsExactly(new double[] {1, 1, 0.08, 0.08}, within(1e-15));
    assertThat(Holm.adjust(new double[] {0.3})).containsExactly(0.3);
    assertThat(Holm.adjust(new double[0])).isEmpty();
  }
}
