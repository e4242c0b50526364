package dev.multifd.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.multifd.evidence.Check;
import dev.multifd.guest.IdleGuest;
import dev.multifd.guest.PageRun;
import dev.multifd.scan.ScannerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every regime and content once, small: the answers and what the counters say of the memory. */
class ScanRigTest {
  private static final long SET_BYTES = 8 << 20;
  private static final long PAGE_BYTES = 4096;
  private static final long WARM_NS = 100_000_000;

  /** An idle guest needs room for its clusters. */
  private static final long IDLE_BYTES = 64 << 20;

  private static ScanSet set(ScanRegime regime, ScanContent content, String image, long pageBytes)
      throws IOException {
    long bytes = content == ScanContent.IDLE ? IDLE_BYTES : SET_BYTES;
    return ScanSet.make(regime, content, image, pageBytes, bytes);
  }

  private static ScanCounters shot(ScanSet set, ScannerKind kind) throws IOException {
    ScanCounters counters = new ScanCounters();
    ScanRig rig = new ScanRig(kind, set);
    long found = rig.shot(0, counters);
    if (set.zeroPages() > 0) {
      assertThat(found).isPositive().matches(zero -> zero % set.zeroPages() == 0);
    } else {
      assertThat(found).isZero();
    }
    assertThat(rig.answers()).isNotEmpty().allMatch(Check::passed);
    return counters;
  }

  private static Stream<ScannerKind> kindsOfThisMachine() {
    return Arrays.stream(ScannerKind.values()).filter(kind -> kind.reasonAbsent().isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void everyRegimeIsWhatItSays(ScanRegime regime) throws IOException {
    try (ScanSet set = set(regime, ScanContent.ZERO, "", PAGE_BYTES)) {
      assertThat(set.zeroPages()).isEqualTo(SET_BYTES / PAGE_BYTES);
      ScanCounters counters = shot(set, ScannerKind.LONGS);
      assertThat(counters.setBytes).isEqualTo(SET_BYTES);
      assertThat(counters.nsPerPage).isPositive();
      assertThat(counters.gbPerS).isPositive();
      assertThat(counters.percentOfRead).isPositive();
      assertThat(counters.percentOfLongs).isPositive();
      if (regime.pages() == ScanRegime.Pages.WRITTEN) {
        assertThat(counters.residentBytes).isGreaterThanOrEqualTo(SET_BYTES);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyContentIsAnsweredByEveryKernel(ScanContent content) throws IOException {
    for (long pageBytes : new long[] {4 << 10, 64 << 10, 2 << 20}) {
      try (ScanSet set = set(ScanRegime.DRAM_4K, content, "", pageBytes)) {
        if (content == ScanContent.IDLE && pageBytes == PAGE_BYTES) {
          IdleGuest guest = (IdleGuest) ScanContent.idleGuest(IDLE_BYTES);
          long dirty = guest.runs(0).stream().mapToLong(PageRun::pages).sum();
          assertThat(dirty).isPositive();
          assertThat(set.zeroPages()).isEqualTo(set.pages() - dirty);
        } else if (content != ScanContent.IDLE) {
          assertThat(set.zeroPages()).isEqualTo(content == ScanContent.ZERO ? set.pages() : 0);
        }
        for (ScannerKind kind : kindsOfThisMachine().toList()) {
          assertThat(shot(set, kind).nsPerPage).as("%s", kind).isPositive();
        }
      }
    }
  }

  @Test
  void anImageIsCountedAsItIs(@TempDir Path folder) throws IOException {
    byte[] image = new byte[64 << 10];
    image[5 * 4096 + 17] = 1;
    image[6 * 4096] = 1;
    Path file = Files.write(folder.resolve("ram"), image);
    try (ScanSet set = set(ScanRegime.DRAM_4K, ScanContent.ZERO, file.toString(), PAGE_BYTES)) {
      assertThat(set.pages()).isEqualTo(16);
      assertThat(set.zeroPages()).isEqualTo(14);
      assertThat(shot(set, ScannerKind.BEST).setBytes).isEqualTo(image.length);
    }
  }

  @Test
  void aByteThatNobodyWroteDownFailsEveryAnswer() throws IOException {
    try (ScanSet set = set(ScanRegime.DRAM_4K, ScanContent.ZERO, "", PAGE_BYTES)) {
      ScanContent.BYTE_0.fill(set.memory().asSlice(0, PAGE_BYTES), PAGE_BYTES);
      ScanRig rig = new ScanRig(ScannerKind.BEST, set);
      rig.shot(0, new ScanCounters());
      assertThat(rig.answers()).hasSize(4).filteredOn(Check::passed).isEmpty();
    }
  }

  /** The figure of a set that the kernel took away between passes is not one of written memory. */
  @Test
  void faultsThatTheRegimeDoesNotHaveFailTheirCheck() throws IOException {
    try (ScanSet set = set(ScanRegime.DRAM_4K, ScanContent.ZERO, "", PAGE_BYTES)) {
      ScanRig rig = new ScanRig(ScannerKind.LONGS8, set);
      rig.shot(WARM_NS, new ScanCounters());
      assertThat(faults(rig).passed()).isTrue();
    }
    try (ScanSet untouched = set(ScanRegime.NEVER_TOUCHED_4K, ScanContent.ZERO, "", PAGE_BYTES)) {
      ScanRig rig = new ScanRig(ScannerKind.LONGS8, untouched);
      rig.shot(0, new ScanCounters());
      assertThat(faults(rig).passed()).isTrue();
      assertThat(rig.answers()).allMatch(Check::passed);
    }
  }

  @Test
  void aWarmKernelTakesNoHeap() throws IOException {
    try (ScanSet set = set(ScanRegime.DRAM_4K, ScanContent.ZERO, "", PAGE_BYTES)) {
      ScanRig rig = new ScanRig(ScannerKind.BEST, set);
      rig.warmUp(WARM_NS, 50 * WARM_NS);
      rig.shot(0, new ScanCounters());
      assertThat(check(rig, "no heap is taken").passed()).isTrue();
    }
  }

  private static Check faults(ScanRig rig) {
    return check(rig, "page faults are those of ");
  }

  private static Check check(ScanRig rig, String name) {
    return rig.steadyState().stream()
        .filter(check -> check.name().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  /** Not everywhere: from memory all kernels are as fast as it. */
  @Test
  void vectorsAreHeldAgainstTheLoopInTheFirstCacheAlone() throws IOException {
    boolean vectors = ScannerKind.VECTOR128.reasonAbsent().isEmpty();
    assertThat(isHeldAgainstTheLoop(ScanRegime.L1, ScannerKind.BEST)).isEqualTo(vectors);
    assertThat(isHeldAgainstTheLoop(ScanRegime.L1, ScannerKind.LONGS8)).isFalse();
    assertThat(isHeldAgainstTheLoop(ScanRegime.DRAM_4K, ScannerKind.BEST)).isFalse();
  }

  private static boolean isHeldAgainstTheLoop(ScanRegime regime, ScannerKind kind)
      throws IOException {
    try (ScanSet set = set(regime, ScanContent.ZERO, "", PAGE_BYTES)) {
      ScanRig rig = new ScanRig(kind, set);
      rig.shot(0, new ScanCounters());
      return rig.steadyState().stream()
          .anyMatch(check -> check.name().equals("vectors keep up with the 64-bit loop"));
    }
  }

  @Test
  void contentThatARegimeCannotHoldIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> set(ScanRegime.NEVER_TOUCHED_4K, ScanContent.BYTE_0, "", PAGE_BYTES).close())
        .withMessageContaining("give zero");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set(ScanRegime.L2, ScanContent.IDLE, "", PAGE_BYTES).close())
        .withMessageContaining("give dram-4k or dram-thp");
  }
}
