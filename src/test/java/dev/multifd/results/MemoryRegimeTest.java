package dev.multifd.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryRegimeTest {

  @Test
  void isToldByTheParameters() {
    assertThat(of(Map.of("sourceState", "never-touched", "guest", "")))
        .isEqualTo(MemoryRegime.NEVER_TOUCHED);
    assertThat(of(Map.of("sourceState", "read-touched"))).isEqualTo(MemoryRegime.READ_TOUCHED);
    assertThat(of(Map.of("sourceState", "written-zeroes"))).isEqualTo(MemoryRegime.WRITTEN_ZEROES);
    assertThat(of(Map.of("sourceState", "never-touched", "guest", "ram.raw")))
        .isEqualTo(MemoryRegime.IMAGE);
    assertThat(of(Map.of("sourceState", "never-touched", "presenceMap", "off")))
        .isEqualTo(MemoryRegime.NEVER_TOUCHED);
    assertThat(of(Map.of("sourceState", "never-touched", "presenceMap", "on")))
        .isEqualTo(MemoryRegime.PRESENT_ONLY);
    assertThat(of(Map.of("guest", "ram.raw", "presenceMap", "pagemap-read")))
        .isEqualTo(MemoryRegime.PRESENT_ONLY);
    assertThat(of(Map.of("guestSize", "16G"))).isEqualTo(MemoryRegime.DATA_ONLY);
    assertThat(of(Map.of("sourceState", "never-touched", "nonZeroPages", "100%")))
        .isEqualTo(MemoryRegime.DATA_ONLY);
    assertThat(of(Map.of("sourceState", "never-touched", "sourceHugePages", "never")))
        .isEqualTo(MemoryRegime.SMALL_PAGES);
    assertThat(of(Map.of("regime", "l2"))).isEqualTo(MemoryRegime.CACHE);
    assertThat(of(Map.of("regime", "dram-4k"))).isEqualTo(MemoryRegime.MEMORY);
    assertThat(of(Map.of("regime", "never-touched-thp"))).isEqualTo(MemoryRegime.FAULTS);
    assertThat(of(Map.of("dispatch", "range"))).isEqualTo(MemoryRegime.NONE);
  }

  @Test
  void aStateWithoutWordsIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of("sourceState", "new")))
        .withMessage("cell: no source state new");
  }

  @Test
  void withoutASharedZeroPageWhatIsReadIsMemory() {
    assertThat(MemoryRegime.NEVER_TOUCHED.meaning(true)).contains("is no memory");
    assertThat(MemoryRegime.NEVER_TOUCHED.meaning(false)).contains("memory from its first read");
    assertThat(MemoryRegime.IMAGE.meaning(false)).isEqualTo(MemoryRegime.IMAGE.meaning(true));
  }

  private static MemoryRegime of(Map<String, String> params) {
    return MemoryRegime.of(
        new CellResult(
            "cell",
            "idle",
            CellRole.SUBJECT,
            "dev.multifd.bench.Example.migrate",
            params,
            CellStatus.PENDING,
            null,
            null,
            List.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            null,
            List.of()));
  }
}
