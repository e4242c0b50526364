package dev.multifd.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Threads;
import dev.multifd.io.CpuAffinity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
@Timeout(60)
class CpuSharingTest {
  private static BitSet cpus(String numbers) {
    return Arrays.stream(numbers.split(" ", -1))
        .mapToInt(Integer::parseInt)
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 1", "0 1 2 3", "3 5 6", "0 64 65 1023"})
  void halvesAreDisjointAndAreAllThereIs(String numbers) {
    BitSet all = cpus(numbers);
    BitSet guest = CpuSharing.APART.ofGuest(all);
    BitSet migration = CpuSharing.APART.ofMigration(all);
    assertThat(guest.intersects(migration)).isFalse();
    assertThat(guest.cardinality()).isEqualTo(all.cardinality() / 2);
    BitSet both = (BitSet) guest.clone();
    both.or(migration);
    assertThat(both).isEqualTo(all).isEqualTo(cpus(numbers));
  }

  @Test
  void whatIsSharedIsSharedWhole() {
    assertThat(CpuSharing.SHARED.ofGuest(cpus("1 3"))).isEqualTo(cpus("1 3"));
    assertThat(CpuSharing.SHARED.ofMigration(cpus("1 3"))).isEqualTo(cpus("1 3"));
  }

  @Test
  void oneProcessorIsTooFewToBeApart() throws IOException {
    BitSet one = new BitSet();
    one.set(CpuAffinity.current().nextSetBit(0));
    try (CpuAffinity _ = CpuAffinity.restrict(one)) {
      CpuSharing.SHARED.check();
      assertThatExceptionOfType(PrerequisiteException.class)
          .isThrownBy(CpuSharing.APART::check)
          .withMessage(
              "cpus is 'apart': there is one processor alone; give shared, or more processors");
      assertThatExceptionOfType(PrerequisiteException.class)
          .isThrownBy(() -> scenario("apart").rig().close())
          .withMessageStartingWith("cpus is 'apart': ");
    }
  }

  private static Scenario scenario(String cpus) {
    return Scenario.of(
        Map.of(
            "guestSize", "16M",
            "channels", "2",
            "transport", "unix",
            "stressWriters", "2",
            "stressBytes", "1M",
            "dirtyRate", "1000",
            "maxBandwidth", "16M",
            "cpus", cpus));
  }

  /** The processors of threads whose names begin so, as the kernel has them; none twice. */
  private static void lookAt(List<String> names, Map<String, String> seen) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      for (Path thread : threads.toList()) {
        try {
          String name = Files.readString(thread.resolve("comm")).strip();
          if (names.stream().anyMatch(name::startsWith)) {
            for (String line : Files.readAllLines(thread.resolve("status"))) {
              if (line.startsWith("Cpus_allowed_list:")) {
                seen.put(name, line);
              }
            }
          }
        } catch (NoSuchFileException e) {
          // It has ended since.
        } catch (IOException e) {
          if (!String.valueOf(e.getMessage()).contains("No such process")) {
            throw e;
          }
        }
      }
    }
  }

  private static final List<String> MIGRATION = List.of("source/", "destination");

  /** The threads themselves, of both ends and of the guest. */
  @Test
  void writersAndMigrationRunApart() throws Exception {
    assumeThat(CpuAffinity.current().cardinality()).as("processors").isGreaterThan(1);
    BitSet before = CpuAffinity.current();
    Map<String, String> guest = new ConcurrentSkipListMap<>();
    Map<String, String> migration = new ConcurrentSkipListMap<>();
    try (MigrationRig rig = scenario("apart").rig()) {
      rig.prepare();
      lookAt(List.of("guest/"), guest);
      FutureTask<MigrationReport> task = new FutureTask<>(rig::migrate);
      Thread caller = Thread.ofPlatform().daemon().name("fake/caller").start(task);
      while (caller.isAlive()) {
        lookAt(MIGRATION, migration);
      }
      Threads.join(caller);
      rig.prove(task.get()).require();
    }
    assertThat(guest).hasSize(2);
    assertThat(migration.keySet())
        .contains("source/migratio", "source/channel-", "destination")
        .hasSizeGreaterThan(4);
    assertThat(Set.copyOf(guest.values())).hasSize(1);
    assertThat(Set.copyOf(migration.values()))
        .hasSize(1)
        .doesNotContainAnyElementsOf(guest.values());
    assertThat(CpuAffinity.current()).as("the caller's").isEqualTo(before);
  }
}
