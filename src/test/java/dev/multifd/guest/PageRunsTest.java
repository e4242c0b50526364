package dev.multifd.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageRunsTest {
  private static final List<PageRun> RUNS =
      List.of(new PageRun(10, 5), new PageRun(20, 10), new PageRun(40, 1));

  @Test
  void cutsRunsAtTheBorders() {
    assertThat(PageRuns.within(RUNS, 12, 25))
        .containsExactly(new PageRun(12, 3), new PageRun(20, 5));
    assertThat(PageRuns.within(RUNS, 22, 23)).containsExactly(new PageRun(22, 1));
    assertThat(PageRuns.within(RUNS, 0, 100)).isEqualTo(RUNS);
  }

  @Test
  void findsNoneBetweenRuns() {
    assertThat(PageRuns.within(RUNS, 15, 20)).isEmpty();
    assertThat(PageRuns.within(RUNS, 0, 10)).isEmpty();
    assertThat(PageRuns.within(RUNS, 41, 100)).isEmpty();
    assertThat(PageRuns.within(List.of(), 0, 100)).isEmpty();
  }

  @Test
  void unitesRunsThatOverlapOrTouch() {
    assertThat(PageRuns.union(RUNS, List.of(new PageRun(0, 2), new PageRun(15, 7))))
        .containsExactly(new PageRun(0, 2), new PageRun(10, 20), new PageRun(40, 1));
    assertThat(PageRuns.union(RUNS, List.of(new PageRun(5, 50))))
        .containsExactly(new PageRun(5, 50));
    assertThat(PageRuns.union(List.of(), RUNS)).isEqualTo(RUNS);
  }

  @Test
  void aRunHasPages() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PageRun(3, 0))
        .withMessage("no run of pages: 0 from 3");
  }
}
