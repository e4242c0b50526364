package dev.multifd.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.guest.GuestRam.HugePages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryBudgetTest {
  private static final long GIB = 1L << 30;

  @TempDir Path root;

  private void write(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private void machineWith(long gib) throws IOException {
    write(
        "proc/meminfo",
        "MemTotal:       99999999 kB\nMemFree:        1 kB\nMemAvailable:   %8d kB\n"
            .formatted(gib << 20));
  }

  private void group(String path, String max, long current, long inactiveFile) throws IOException {
    write("sys/fs/cgroup" + path + "/memory.max", max + "\n");
    write("sys/fs/cgroup" + path + "/memory.current", current + "\n");
    write(
        "sys/fs/cgroup" + path + "/memory.stat",
        "anon 5\nfile 7\ninactive_file %d\n".formatted(inactiveFile));
  }

  private long available() {
    return MemoryBudget.under(root).availableBytes();
  }

  @Test
  void theMachineLimits() throws IOException {
    machineWith(20);
    assertThat(available()).isEqualTo(20 * GIB);
  }

  @Test
  void nothingKnownIsNoLimit() {
    assertThat(available()).isEqualTo(Long.MAX_VALUE);
    assertThatCode(() -> MemoryBudget.under(root).check(1L << 50, 1L << 50))
        .doesNotThrowAnyException();
  }

  @Test
  void nonsenseIsNoLimit() throws IOException {
    write("proc/meminfo", "MemAvailable:\nMemAvailable: lots kB\n");
    group("", "12 34", 0, 0);
    assertThat(available()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theControlGroupLimitsLessTheCacheThatItGivesBack() throws IOException {
    machineWith(20);
    write("proc/self/cgroup", "0::/\n");
    group("", Long.toString(8 * GIB), 5 * GIB, GIB);
    assertThat(available()).isEqualTo(4 * GIB);
  }

  @Test
  void aGroupWithoutALimitDoesNotCount() throws IOException {
    machineWith(20);
    write("proc/self/cgroup", "0::/\n");
    group("", "max", 5 * GIB, 0);
    assertThat(available()).isEqualTo(20 * GIB);
  }

  @Test
  void groupsAboveItsOwnLimitToo() throws IOException {
    machineWith(20);
    write("proc/self/cgroup", "4:memory:/elsewhere\n0::/user.slice/session.scope\n");
    group("/user.slice/session.scope", Long.toString(16 * GIB), 0, 0);
    group("/user.slice", Long.toString(6 * GIB), 2 * GIB, 0);
    group("/elsewhere", "1", 0, 0);
    assertThat(available()).isEqualTo(4 * GIB);
  }

  @Test
  void aGroupOverItsLimitHasNothingLeft() throws IOException {
    group("", Long.toString(GIB), 2 * GIB, 0);
    assertThat(available()).isZero();
  }

  @Test
  void staysInsideTheHierarchyWhateverTheGroupIsCalled() throws IOException {
    machineWith(20);
    write("proc/self/cgroup", "0::/../../../../outside\n");
    assertThat(available()).isEqualTo(20 * GIB);
  }

  @Test
  void refusesWithBothFiguresAndARemedy() throws IOException {
    machineWith(8);
    MemoryBudget budget = MemoryBudget.under(root);
    // 7.25 GiB, a sixteenth of it and 256 MiB: 7.95 GiB.
    assertThatCode(() -> budget.check(6 * GIB, GIB + GIB / 4)).doesNotThrowAnyException();
    assertThatExceptionOfType(InsufficientMemoryException.class)
        .isThrownBy(() -> budget.check(7 * GIB, GIB))
        .withMessage(
            "this guest needs 8.75 GiB of memory (source 7.00, destination 1.00, margin 0.75), but"
                + " the machine has 8.00 GiB left: choose a smaller --guest-size or free memory")
        .satisfies(e -> {
          assertThat(e.neededBytes()).isEqualTo(8 * GIB + 3 * GIB / 4);
          assertThat(e.availableBytes()).isEqualTo(8 * GIB);
        });
  }

  @Test
  void saysWhichGroupLimits() throws IOException {
    machineWith(20);
    group("", Long.toString(GIB), 0, 0);
    assertThatExceptionOfType(InsufficientMemoryException.class)
        .isThrownBy(() -> MemoryBudget.under(root).check(GIB, GIB))
        .withMessageContaining(
            "but control group " + root.resolve("sys/fs/cgroup") + " has 1.00 GiB left");
  }

  @Test
  void bothEndsOfAGuestCount() throws IOException {
    machineWith(20);
    MemoryBudget budget = MemoryBudget.under(root);
    IdleGuest sparse = new IdleGuest(IdleGuestParameters.DEFAULT);
    assertThatCode(() ->
            budget.check(
                sparse.loadedBytes(HugePages.ADVISED), sparse.destinationResidentBytes(128)))
        .doesNotThrowAnyException();
    IdleGuest written =
        new IdleGuest(
            IdleGuestParameters.DEFAULT
                .withRamBytes(32 * GIB)
                .withZeroState(ZeroState.WRITTEN_ZEROES));
    assertThatExceptionOfType(InsufficientMemoryException.class)
        .isThrownBy(() ->
            budget.check(
                written.sourceResidentBytes(HugePages.ADVISED),
                written.destinationResidentBytes(Integer.MAX_VALUE)))
        .withMessageContaining("source 32.06, destination 0.90");
  }

  @Test
  void theHostHasSomethingLeft() {
    assertThat(MemoryBudget.ofHost().availableBytes()).isPositive();
  }
}
