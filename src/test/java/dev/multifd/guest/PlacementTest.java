package dev.multifd.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlacementTest {
  private static final long PAGES_16_GIB = 4_194_304;
  private static final long LETTER_PAGES = 149_226;

  static Stream<Arguments> placementsAndSizes() {
    List<Arguments> cases = new ArrayList<>();
    for (Placement placement : Placement.values()) {
      cases.add(Arguments.of(placement, PAGES_16_GIB, LETTER_PAGES));
      cases.add(Arguments.of(placement, 512L, 1L));
      cases.add(Arguments.of(placement, 512L, 511L));
      cases.add(Arguments.of(placement, 512L, 512L));
      cases.add(Arguments.of(placement, 513L, 97L));
      cases.add(Arguments.of(placement, 262_147L, 27_323L));
      cases.add(Arguments.of(placement, 262_147L, 200_001L));
      cases.add(Arguments.of(placement, 262_147L, 262_140L));
      cases.add(Arguments.of(placement, 268_435_456L, LETTER_PAGES));
    }
    return cases.stream();
  }

  private static List<PageRun> place(Placement placement, long blockPages, long pages) {
    return placement.place(blockPages, pages, new SplitMix64(42));
  }

  @ParameterizedTest
  @MethodSource("placementsAndSizes")
  void placesExactlyThatManyPagesInSeparateRuns(Placement placement, long blockPages, long pages) {
    List<PageRun> runs = place(placement, blockPages, pages);
    assertThat(PageRuns.pages(runs)).isEqualTo(pages);
    assertThat(runs.getFirst().first()).isNotNegative();
    assertThat(runs.getLast().end()).isLessThanOrEqualTo(blockPages);
    for (int i = 1; i < runs.size(); i++) {
      assertThat(runs.get(i).first()).isGreaterThan(runs.get(i - 1).end());
    }
  }

  @ParameterizedTest
  @MethodSource("placementsAndSizes")
  void placesTheSameForTheSameSeed(Placement placement, long blockPages, long pages) {
    assertThat(place(placement, blockPages, pages)).isEqualTo(place(placement, blockPages, pages));
  }

  @Test
  void clustersLikeARealGuest() {
    List<PageRun> runs = place(Placement.CLUSTERS, PAGES_16_GIB, LETTER_PAGES);
    assertThat(runs).hasSize(Math.round(LETTER_PAGES / 96f));
    // Exponential lengths: e^-1 of them are longer than the mean, e^-3 than three times it.
    assertThat(runs).filteredOn(run -> run.pages() > 96).hasSizeBetween(500, 640);
    assertThat(runs).filteredOn(run -> run.pages() > 288).hasSizeBetween(50, 110);
    // Scattered: each quarter of the block has about a quarter of the runs.
    for (int quarter = 0; quarter < 4; quarter++) {
      long from = quarter * PAGES_16_GIB / 4;
      assertThat(runs)
          .filteredOn(run -> run.first() >= from && run.first() < from + PAGES_16_GIB / 4)
          .hasSizeBetween(320, 460);
    }
  }

  @Test
  void clustersMakeFewerRunsWhereThereAreTooFewZeroPagesBetween() {
    assertThat(place(Placement.CLUSTERS, 1_000, 998)).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void oneBlockBeginsAtAHugePageAQuarterIn() {
    assertThat(place(Placement.ONE_BLOCK, PAGES_16_GIB, LETTER_PAGES))
        .containsExactly(new PageRun(PAGES_16_GIB / 4, LETTER_PAGES));
    assertThat(place(Placement.ONE_BLOCK, 262_147, 10))
        .containsExactly(new PageRun(262_147 / 4 / 512 * 512, 10));
  }

  @Test
  void oneBlockMovesDownWhereItWouldNotFit() {
    assertThat(place(Placement.ONE_BLOCK, 10_000, 9_000)).containsExactly(new PageRun(512, 9_000));
  }

  @Test
  void lowBeginsAtPageZero() {
    assertThat(place(Placement.LOW, PAGES_16_GIB, LETTER_PAGES))
        .containsExactly(new PageRun(0, LETTER_PAGES));
  }

  @Test
  void uniformIsSpreadAndHardlyAdjacent() {
    List<PageRun> runs = place(Placement.UNIFORM, PAGES_16_GIB, LETTER_PAGES);
    // A page's neighbour is also drawn once in 28 times.
    assertThat(runs).hasSizeBetween(143_000, 145_000);
    long lowerHalf =
        runs.stream().filter(run -> run.first() < PAGES_16_GIB / 2).mapToLong(PageRun::pages).sum();
    assertThat(lowerHalf).isBetween(LETTER_PAGES / 2 - 1_000, LETTER_PAGES / 2 + 1_000);
  }

  @Test
  void anotherSeedPlacesElsewhere() {
    for (Placement placement : List.of(Placement.CLUSTERS, Placement.UNIFORM)) {
      assertThat(placement.place(10_000, 500, new SplitMix64(1)))
          .isNotEqualTo(placement.place(10_000, 500, new SplitMix64(2)));
    }
  }
}
