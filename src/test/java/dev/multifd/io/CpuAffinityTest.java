package dev.multifd.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.fixture.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Held against what the kernel says in /proc, which another call tells. */
class CpuAffinityTest {
  private BitSet before = new BitSet();

  @BeforeEach
  void look() throws IOException {
    before = CpuAffinity.current();
  }

  @AfterEach
  void isAsBefore() throws IOException {
    assertThat(CpuAffinity.current()).isEqualTo(before);
  }

  /** The processors of the calling thread, such as 0-3,8. */
  private static BitSet allowed() throws IOException {
    String list =
        Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
            .filter(line -> line.startsWith("Cpus_allowed_list:"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElseThrow();
    BitSet cpus = new BitSet();
    for (String range : list.split(",", -1)) {
      String[] ends = range.split("-", -1);
      cpus.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
    }
    return cpus;
  }

  private BitSet last() {
    BitSet one = new BitSet();
    one.set(before.length() - 1);
    return one;
  }

  @Test
  void theKernelSaysTheSame() throws IOException {
    assertThat(CpuAffinity.current()).isEqualTo(allowed());
    assertThat(before.cardinality()).isPositive();
  }

  @Test
  void restrictsUntilItIsClosed() throws IOException {
    try (CpuAffinity _ = CpuAffinity.restrict(last())) {
      assertThat(CpuAffinity.current()).isEqualTo(last());
      assertThat(allowed()).isEqualTo(last());
    }
    assertThat(allowed()).isEqualTo(before);
  }

  @Test
  void threadsThatAreStartedMeanwhileInheritItAndKeepIt() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    FutureTask<BitSet> task =
        new FutureTask<>(() -> {
          closed.await();
          return allowed();
        });
    Thread child;
    try (CpuAffinity _ = CpuAffinity.restrict(last())) {
      child = Thread.ofPlatform().daemon().name("fake/child").start(task);
    }
    closed.countDown();
    Threads.join(child);
    assertThat(task.get()).isEqualTo(last());
    FutureTask<BitSet> later = new FutureTask<>(CpuAffinityTest::allowed);
    Threads.join(Thread.ofPlatform().daemon().name("fake/child").start(later));
    assertThat(later.get()).as("of a thread that is started afterwards").isEqualTo(before);
  }

  @Test
  void restrictionsAreNested() throws IOException {
    try (CpuAffinity _ = CpuAffinity.restrict(before)) {
      try (CpuAffinity _ = CpuAffinity.restrict(last())) {
        assertThat(allowed()).isEqualTo(last());
      }
      assertThat(allowed()).isEqualTo(before);
    }
  }

  @Test
  void noProcessorAtAllIsRefusedAndChangesNothing() throws IOException {
    assertThatExceptionOfType(SystemCallException.class)
        .isThrownBy(() -> CpuAffinity.restrict(new BitSet()))
        .satisfies(e -> {
          assertThat(e.errno()).isEqualTo(Errno.EINVAL);
          assertThat(e.call()).isEqualTo("sched_setaffinity");
        });
    assertThat(allowed()).isEqualTo(before);
  }
}
