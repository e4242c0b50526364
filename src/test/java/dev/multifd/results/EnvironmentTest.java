package dev.multifd.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path root;

  @Test
  void readsEverythingAHostTells() {
    Environment environment = Environment.capture(FakeHost.complete(root).files(), NOW);

    assertThat(environment.capturedAt()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(environment.kernelRelease()).isEqualTo("6.12.3-test");
    CpuInfo cpu = environment.cpu();
    assertThat(cpu.model()).isEqualTo("Example CPU 9000");
    assertThat(cpu.logicalCpus()).isEqualTo(4);
    assertThat(cpu.cores()).isEqualTo(2);
    assertThat(cpu.smt()).isTrue();
    assertThat(cpu.numaNodes()).isEqualTo(2);
    assertThat(cpu.governor()).isEqualTo("powersave");
    assertThat(cpu.turbo()).isTrue();
    assertThat(cpu.hypervisor()).isTrue();
    assertThat(cpu.vectorBits()).isEqualTo(512);
    assertThat(cpu.caches()).containsExactly(new CacheInfo(3, "Unified", 480L << 20, 4));
    assertThat(environment.memory())
        .isEqualTo(
            new MemoryInfo(
                16L << 30,
                8L << 30,
                0L,
                "madvise",
                "always",
                null,
                "8388608",
                "unlimited",
                "max",
                "150000 100000"));
    assertThat(environment.network())
        .isEqualTo(
            new NetworkInfo("4096 131072 33554432", "4096 16384 4194304", 212_992L, 212_993L));
    assertThat(environment.load()).isEqualTo(new LoadInfo(0.25, 0.5, 0.75, 1000L, 35L));
  }

  @Test
  void whatAHostDoesNotTellIsNullAndNotZero() {
    Environment environment = Environment.capture(new HostFiles(root), NOW);

    assertThat(environment.kernelRelease()).isNull();
    assertThat(environment.host().label()).isEqualTo("unknown");
    assertThat(environment.cpu()).hasAllNullFieldsOrPropertiesExcept("caches");
    assertThat(environment.cpu().caches()).isEmpty();
    assertThat(environment.memory()).hasAllNullFieldsOrProperties();
    assertThat(environment.network()).hasAllNullFieldsOrProperties();
    assertThat(environment.load()).hasAllNullFieldsOrProperties();
  }

  @Test
  void garbageIsUnknownToo() {
    FakeHost host =
        new FakeHost(root)
            .with("proc/meminfo", "MemTotal: many kB")
            .with("proc/loadavg", "busy")
            .with("proc/stat", "cpu  1 2 x")
            .with("sys/kernel/mm/transparent_hugepage/enabled", "always madvise")
            .with("sys/devices/system/cpu/online", "3-1");

    Environment environment = Environment.capture(host.files(), NOW);

    assertThat(environment.memory().totalBytes()).isNull();
    assertThat(environment.memory().thpEnabled()).isNull();
    assertThat(environment.load().load1()).isNull();
    assertThat(environment.load().cpuTicks()).isNull();
    assertThat(environment.cpu().logicalCpus()).isNull();
  }

  @Test
  void theJvmIsThisOne() {
    JvmInfo jvm = Environment.capture(new HostFiles(root), NOW).jvm();

    assertThat(jvm.version()).isEqualTo(System.getProperty("java.vm.version"));
    assertThat(jvm.vectorBits()).isIn(null, 64, 128, 256, 512, 1024, 2048);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void kernelVariablesOfSeveralWordsAreReadWhole() {
    String tcpRmem = HostFiles.live().text("proc/sys/net/ipv4/tcp_rmem");

    assertThat(tcpRmem).matches("\\d+\\s+\\d+\\s+\\d+");
  }
}
