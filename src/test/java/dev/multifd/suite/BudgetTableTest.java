package dev.multifd.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.results.CellRole;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BudgetTableTest {

  @ParameterizedTest
  @EnumSource
  void idsAreUnique(Profile profile) {
    assertThat(CellTable.SUITE.cells(profile))
        .isNotEmpty()
        .extracting(Cell::id)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void everyProfileKeepsItsBudget(Profile profile) {
    assertThat(Requests.plan(profile).estimate()).isLessThanOrEqualTo(profile.budget());
  }

  @ParameterizedTest
  @EnumSource
  void everyProfileHasAColdShot(Profile profile) {
    assertThat(profile.warmupShots()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void baselinesComeFirst(Profile profile) {
    List<CellRole> roles = CellTable.SUITE.cells(profile).stream().map(Cell::role).toList();

    assertThat(roles).isSorted();
    assertThat(roles).startsWith(CellRole.BASELINE).endsWith(CellRole.SUBJECT);
  }

  @ParameterizedTest
  @EnumSource
  void everyCellGivesEveryParameterOfItsBenchmark(Profile profile) {
    assertThat(CellTable.SUITE.cells(profile))
        .allSatisfy(cell ->
            assertThat(cell.params().keySet()).isEqualTo(cell.benchmark().defaults().keySet()));
  }

  @Test
  void smokeRunsEveryBenchmarkAndAsksEveryQuestionOfQuick() {
    List<Cell> smoke = CellTable.SUITE.cells(Profile.SMOKE);

    assertThat(smoke)
        .extracting(Cell::benchmark)
        .containsAll(EnumSet.complementOf(EnumSet.of(Benchmark.PEER)));
    assertThat(questions(smoke)).containsAll(questions(CellTable.SUITE.cells(Profile.QUICK)));
  }

  @Test
  void largerProfilesHoldTheSmallerOnes() {
    Set<String> quick = ids(Profile.QUICK);
    Set<String> standard = ids(Profile.STANDARD);

    assertThat(standard).containsAll(quick);
    assertThat(ids(Profile.LAB)).containsAll(standard);
  }

  /** Holm's correction at 0.05: five forks carry 6 rows, six 23, seven 85. */
  @Test
  void quickHasTheForksAVerdictOnAllItsRowsNeeds() {
    assertThat(CellTable.SUITE.cells(Profile.QUICK)).hasSizeLessThanOrEqualTo(23);
    assertThat(Profile.QUICK.forks()).isGreaterThanOrEqualTo(6);
  }

  private static Set<String> ids(Profile profile) {
    return CellTable.SUITE.cells(profile).stream().map(Cell::id).collect(Collectors.toSet());
  }

  private static Set<String> questions(List<Cell> cells) {
    return cells.stream().map(Cell::question).collect(Collectors.toSet());
  }
}
