package dev.multifd.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  @TempDir private Path folder;

  @Test
  void withoutWishesItIsTheProfile() {
    Plan plan = Requests.plan(Profile.QUICK);

    assertThat(plan.cells()).isEqualTo(CellTable.SUITE.cells(Profile.QUICK));
    assertThat(plan.forks()).isEqualTo(Profile.QUICK.forks());
    assertThat(plan.shots())
        .isEqualTo(new Shots(Profile.QUICK.warmupShots(), Profile.QUICK.shots()));
    assertThat(plan.overrides()).isEmpty();
  }

  @Test
  void whereReadsTakeMemoryIdleGuestsAreSmallUnlessASizeIsAskedFor() {
    Plan plan = Requests.of(Profile.QUICK).planWhereReadsTakeMemory();

    assertThat(plan.cells())
        .extracting(Cell::id)
        .contains("idle-512M-clusters-multifd-4ch", "ceiling-512M-clusters-tcp-4ch")
        .contains("idle-16G-one-block-multifd-4ch-presence")
        .doesNotContain("idle-16G-clusters-multifd-4ch")
        .doesNotHaveDuplicates();
    assertThat(plan.notes()).singleElement().asString().contains("--guest-size 16G");
    assertThat(plan.estimate()).isLessThanOrEqualTo(Profile.QUICK.budget());
    assertThat(Requests.of(Profile.QUICK).guestSize("16G").planWhereReadsTakeMemory())
        .isEqualTo(Requests.of(Profile.QUICK).guestSize("16G").plan());
  }

  @Test
  void forksAndShotsChangeTheEstimate() {
    Plan fewer = Requests.of(Profile.QUICK).forks(1).plan();
    Plan longer = Requests.of(Profile.QUICK).forks(1).shots(4).plan();

    assertThat(fewer.forks()).isEqualTo(1);
    assertThat(fewer.estimate()).isEqualTo(Requests.plan(Profile.QUICK).estimate().dividedBy(6));
    assertThat(longer.shots().measured()).isEqualTo(4);
    assertThat(longer.estimate()).isGreaterThan(fewer.estimate());
  }

  @Test
  void channelsCrossEveryMultifdCellButNotPrecopy() {
    Plan plan = Requests.of(Profile.QUICK).channels(3, 5).plan();

    assertThat(plan.cells())
        .extracting(Cell::id)
        .doesNotHaveDuplicates()
        .contains(
            "idle-16G-clusters-precopy",
            "idle-16G-clusters-legacy-3ch",
            "idle-16G-clusters-multifd-5ch",
            "dispatch-page-3ch")
        .doesNotContain("idle-16G-clusters-multifd-4ch");
    assertThat(plan.overrides()).containsEntry("channels", "[3, 5]");
  }

  @Test
  void oneGuestSizeMergesCellsThatDifferedOnlyThere() {
    Plan plan = Requests.of(Profile.QUICK).guestSize("2G").plan();

    assertThat(plan.cells())
        .extracting(Cell::id)
        .doesNotHaveDuplicates()
        .contains("idle-2G-clusters-precopy", "ceiling-2G-clusters-tcp-4ch")
        .noneMatch(id -> id.contains("16G") || id.contains("1G-"));
    assertThat(plan.estimate()).isLessThan(Requests.plan(Profile.QUICK).estimate());
  }

  @Test
  void aRealGuestReplacesTheMadeUpOne() throws IOException {
    Path image = image(1L << 30);

    Plan plan = Requests.of(Profile.QUICK).guest(image).plan();

    assertThat(plan.cells())
        .allSatisfy(cell -> assertThat(cell.params()).containsEntry("guest", image.toString()))
        .extracting(Cell::id)
        .contains(
            "image-guest_1073741824-1G-precopy",
            "image-guest_1073741824-1G-multifd-4ch",
            "scan-image-guest_1073741824-dram-thp-best")
        .doesNotHaveDuplicates();
    assertThat(plan.overrides())
        .containsEntry("guest", "guest-1073741824")
        .containsEntry("guestSize", "1G");
    assertThat(plan.cells().getFirst().reportedParams())
        .containsEntry("guest", "guest-1073741824")
        .containsEntry("guestSize", "1G");
    assertThat(plan.notes()).singleElement().asString().contains("dispatch-range-4ch");
  }

  /** A ceiling of another size is none. */
  @Test
  void packingsKeepTheirCeilingWhereReadsTakeMemory() {
    Plan plan =
        Plan.of(Requests.of(Profile.STANDARD).only("iov").request(), /* readsTakeMemory= */ true);

    assertThat(plan.cells())
        .filteredOn(cell -> cell.has(Param.PACKING))
        .isNotEmpty()
        .allSatisfy(cell ->
            assertThat(plan.cells())
                .filteredOn(other -> !other.has(Param.PACKING))
                .anyMatch(other ->
                    Stream.of(
                            Param.GUEST_SIZE,
                            Param.NON_ZERO_PAGES,
                            Param.CHANNELS,
                            Param.DESTINATION_STATE)
                        .allMatch(name -> other.param(name).equals(cell.param(name)))));
  }

  @Test
  void anImageThatIsNoneIsRefused() throws IOException {
    assertRefused(Requests.of(Profile.QUICK).guest(Path.of("")), "--guest is empty");
    assertRefused(Requests.of(Profile.QUICK).guest(folder), "no readable file");
    assertRefused(Requests.of(Profile.QUICK).guest(folder.resolve("missing")), "no readable file");
    assertRefused(Requests.of(Profile.QUICK).guest(image(4097)), "multiple of the 4096-byte page");
    assertRefused(
        Requests.of(Profile.QUICK).guest(image(4096)).guestSize("1G"), "leave --guest-size out");
  }

  @Test
  void onlyTakesIdsAndQuestionsInAnyCase() {
    Plan plan = Requests.of(Profile.QUICK).only("WRITTEN", "ceiling-16g").plan();

    assertThat(plan.cells())
        .extracting(Cell::question)
        .containsExactlyInAnyOrder("ceiling", "written", "written");
  }

  @Test
  void anExactIdIsThatCellAlone() {
    String id = "idle-1G-clusters-multifd-4ch";

    assertThat(Requests.of(Profile.QUICK).only(id).plan().cells())
        .extracting(Cell::id)
        .containsExactly(id);
    assertThat(Requests.of(Profile.QUICK).only(id + "-p").plan().cells())
        .extracting(Cell::id)
        .containsExactly(id + "-page");
    assertThat(Requests.of(Profile.QUICK).only(id, id + "-p").plan().cells())
        .extracting(Cell::id)
        .containsExactlyInAnyOrder(id, id + "-page");
  }

  @Test
  void onlyNamesWhatThereIsWhenThereIsNoSuchCell() {
    assertRefused(
        Requests.of(Profile.QUICK).only("idle", "nosuch"),
        "--only nosuch: no such cell; there are");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertRefused(Requests.of(Profile.QUICK).forks(0), "--forks must be at least 1, not 0");
    assertRefused(Requests.of(Profile.QUICK).shots(-1), "--shots must be at least 1, not -1");
    assertRefused(Requests.of(Profile.QUICK).channels(0), "--channels: 0");
    assertRefused(Requests.of(Profile.QUICK).channels(256), "--channels: 256");
  }

  private Path image(long bytes) throws IOException {
    Path image = folder.resolve("guest-" + bytes);
    Files.createFile(image);
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(bytes);
    }
    return image;
  }

  private static void assertRefused(Requests request, String message) {
    assertThatThrownBy(request::plan)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }
}
