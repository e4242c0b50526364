package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.io.Errno;
import dev.multifd.io.SystemCallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentPagesTest {
  private final GuestRam ram;
  private final RamBlock block;

  PresentPagesTest() throws IOException {
    ram = GuestRam.map(List.of(new BlockLayout("pc.ram", 32 << 20)), HugePages.NEVER);
    block = ram.blocks().getFirst();
  }

  @AfterEach
  void unmap() {
    ram.close();
  }

  /** The kernel's inner buffer holds 512 ranges and ours 1024: each border and both sides of it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 511, 512, 513, 1_023, 1_024, 1_025, 1_536, 1_537, 4_096})
  void tellsEveryRangeOnce(int ranges) throws IOException {
    Presence.needsPagemapScan(block);
    List<PageRun> written = new ArrayList<>();
    for (int i = 0; i < ranges; i++) {
      block.memory().set(JAVA_BYTE, 2L * i * RamBlock.PAGE_BYTES, (byte) 1);
      written.add(new PageRun(2L * i, 1));
    }
    try (PresentPages present = PresentPages.ofKernel()) {
      assertThat(present.within(block, 0, block.pages())).isEqualTo(written);
    }
  }

  @Test
  void looksAtThePagesAskedForOnly() throws IOException {
    Presence.needsPagemapScan(block);
    block.memory().asSlice(100L * RamBlock.PAGE_BYTES, 10L * RamBlock.PAGE_BYTES).fill((byte) 1);
    try (PresentPages present = PresentPages.ofKernel()) {
      assertThat(present.within(block, 105, 200)).containsExactly(new PageRun(105, 5));
      assertThat(present.within(block, 110, 200)).isEmpty();
    }
  }

  @Test
  void passesOnAFailure() throws IOException {
    try (PresentPages present =
        PresentPages.of((memory, consumer) -> {
          throw new SystemCallException("ioctl", "pagemap", Errno.ENOMEM);
        })) {
      assertThatExceptionOfType(SystemCallException.class)
          .isThrownBy(() -> present.within(block, 0, 5));
    }
  }
}
