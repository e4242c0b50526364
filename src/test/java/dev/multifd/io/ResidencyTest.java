package dev.multifd.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResidencyTest {
  private static final List<String> SMAPS =
      List.of(
          "7f0000000000-7f0000200000 rw-p 00000000 00:00 0 ",
          "Size:               2048 kB",
          "Rss:                   8 kB",
          "AnonHugePages:         0 kB",
          "VmFlags: rd wr mr mw me ac sd",
          "7f0000200000-7f0000600000 rw-p 00000000 00:00 0                          [heap]",
          "Rss:                4096 kB",
          "AnonHugePages:      2048 kB",
          "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]",
          "Rss:                   4 kB");

  @Test
  void sumsTheMappingsThatTheMemoryIsIn() {
    assertThat(Residency.parse(SMAPS, 0x7f0000200000L, 0x7f0000600000L))
        .isEqualTo(new Residency(4 << 20, 2 << 20));
    assertThat(Residency.parse(SMAPS, 0x7f0000100000L, 0x7f0000300000L))
        .isEqualTo(new Residency((4 << 20) + (8 << 10), 2 << 20));
    assertThat(Residency.parse(SMAPS, 0x1000, 0x2000)).isEqualTo(new Residency(0, 0));
  }

  @Test
  void writtenMemoryIsResidentAndDiscardedIsNot() throws IOException {
    try (Mapping mapping = Mapping.anonymous(1 << 20)) {
      mapping.advise(Advice.NOHUGEPAGE);
      assertThat(Residency.of(mapping.segment())).isEqualTo(new Residency(0, 0));
      mapping.segment().fill((byte) 1);
      assertThat(Residency.of(mapping.segment())).isEqualTo(new Residency(1 << 20, 0));
      mapping.advise(Advice.DONTNEED);
      assertThat(Residency.of(mapping.segment())).isEqualTo(new Residency(0, 0));
    }
  }

  @Test
  void cachesGrowByLevel() {
    CpuCaches.level1DataBytes()
        .ifPresent(first ->
            assertThat(CpuCaches.level2Bytes().orElse(Long.MAX_VALUE)).isGreaterThan(first));
    assertThat(CpuCaches.level3Bytes().orElse(Long.MAX_VALUE))
        .isGreaterThan(CpuCaches.level2Bytes().orElse(0));
  }
}
