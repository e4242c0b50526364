package dev.multifd.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.results.CellRole;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeerCellsTest {
  @ParameterizedTest
  @EnumSource
  void idsAreUnique(Profile profile) {
    assertThat(CellTable.PEER.cells(profile))
        .isNotEmpty()
        .extracting(Cell::id)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void everyProfileKeepsItsBudget(Profile profile) {
    Plan plan = Requests.of(profile).table(CellTable.PEER).plan();
    assertThat(plan.estimate()).isLessThanOrEqualTo(profile.budget());
  }

  /** A ratio needs its yardstick: QEMU to QEMU of the same mode in the same run. */
  @ParameterizedTest
  @EnumSource
  void everyModeHasItsYardstick(Profile profile) {
    List<Cell> cells =
        CellTable.PEER.cells(profile).stream()
            .filter(cell -> cell.param(Param.PRESENCE_MAP).equals("off"))
            .toList();

    assertThat(cells.stream().collect(Collectors.groupingBy(PeerCellsTest::mode)))
        .allSatisfy((mode, ways) ->
            assertThat(ways)
                .extracting(PeerCellsTest::way)
                .contains("qemu to qemu", "java to java"));
  }

  private static String mode(Cell cell) {
    return cell.id().replaceFirst("peer-(java|qemu)-to-(java|qemu)-", "");
  }

  private static String way(Cell cell) {
    return cell.param(Param.SOURCE) + " to " + cell.param(Param.DESTINATION);
  }

  @Test
  void qemuIsTheBaseline() {
    assertThat(CellTable.PEER.cells(Profile.QUICK))
        .allSatisfy(cell ->
            assertThat(cell.role() == CellRole.BASELINE)
                .isEqualTo(way(cell).equals("qemu to qemu")));
  }

  @Test
  void quickHasThePresenceMapAndAllThreeModes() {
    assertThat(CellTable.PEER.cells(Profile.QUICK))
        .extracting(Cell::id)
        .contains(
            "peer-qemu-to-qemu-idle-16G-one-block-precopy",
            "peer-qemu-to-qemu-idle-16G-one-block-legacy-4ch",
            "peer-java-to-qemu-idle-16G-one-block-multifd-4ch",
            "peer-qemu-to-java-idle-16G-one-block-multifd-4ch",
            "peer-java-to-java-idle-16G-one-block-multifd-4ch-presence");
  }
}
