package dev.multifd.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostIdentityTest {
  @TempDir private Path root;
  private HostIdentity complete;

  @BeforeEach
  void readCompleteHost() {
    complete = identity(FakeHost.complete(root));
  }

  @Test
  void theNameIsOnlyALabel() {
    HostIdentity renamed = identity(new FakeHost(root).with("proc/sys/kernel/hostname", "other"));

    assertThat(renamed.label()).isEqualTo("other");
    assertThat(renamed.fingerprint()).isEqualTo(complete.fingerprint()).hasSize(12);
  }

  @Test
  void aMinorKernelUpdateIsTheSameHost() {
    HostIdentity updated =
        identity(new FakeHost(root).with("proc/sys/kernel/osrelease", "6.13.0-test"));

    assertThat(updated.fingerprint()).isEqualTo(complete.fingerprint());
  }

  @Test
  void moreMemoryIsAnotherHost() {
    HostIdentity grown = identity(new FakeHost(root).with("proc/meminfo", "MemTotal: 33554432 kB"));

    assertThat(grown.fingerprint()).isNotEqualTo(complete.fingerprint());
  }

  @Test
  void theFolderNameIsOneFolderWhateverTheHostIsCalled() {
    assertThat(complete.folderName()).isEqualTo("lab_7-" + complete.fingerprint().substring(0, 6));
  }

  private static HostIdentity identity(FakeHost host) {
    return Environment.capture(host.files(), Instant.EPOCH).host();
  }
}
