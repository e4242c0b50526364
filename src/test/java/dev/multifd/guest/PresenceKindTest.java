package dev.multifd.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.guest.PresenceKind.Choice;
import dev.multifd.guest.PresenceKind.Opener;
import dev.multifd.guest.PresenceKind.Way;
import dev.multifd.io.Errno;
import dev.multifd.io.SystemCallException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceKindTest {
  private static final PresenceSource NOTHING = (memory, consumer) -> {};

  private static Opener failing(IOException e) {
    return () -> {
      throw e;
    };
  }

  private static final Way OLD_KERNEL =
      new Way(
          "PAGEMAP_SCAN",
          failing(new SystemCallException("ioctl(PAGEMAP_SCAN)", "pagemap", Errno.ENOTTY)));
  private static final Way FORBIDDEN = new Way("pagemap", failing(new AccessDeniedException("/x")));
  private static final Way GOOD = new Way("reading", () -> NOTHING);

  @Test
  void takesTheFirstThatWorks() throws IOException {
    try (Choice choice = PresenceKind.firstOf(List.of(GOOD, OLD_KERNEL))) {
      assertThat(choice.source()).isSameAs(NOTHING);
      assertThat(choice.method()).isEqualTo("reading");
      assertThat(choice.tells()).isTrue();
    }
  }

  @Test
  void saysWhyNothingBetter() throws IOException {
    try (Choice choice = PresenceKind.firstOf(List.of(OLD_KERNEL, GOOD))) {
      assertThat(choice.source()).isSameAs(NOTHING);
      assertThat(choice.tells()).isTrue();
      assertThat(choice.method())
          .isEqualTo(
              "reading (ioctl(PAGEMAP_SCAN) pagemap: Inappropriate ioctl for device (errno 25))");
    }
  }

  @Test
  void takesEveryPageForDataWhereNothingWorks() throws IOException {
    try (Choice choice = PresenceKind.firstOf(List.of(OLD_KERNEL, FORBIDDEN));
        GuestRam ram =
            GuestRam.map(List.of(new BlockLayout("ram", 70 * 4096)), GuestRam.HugePages.NEVER)) {
      assertThat(choice.tells()).isFalse();
      assertThat(choice.method()).startsWith("none (ioctl(PAGEMAP_SCAN) ").endsWith("; /x)");
      RamBlock block = ram.blocks().getFirst();
      List<Long> bytes = new ArrayList<>();
      choice.source().dataRanges(block.memory(), (address, length) -> bytes.add(length));
      assertThat(bytes).containsExactly(block.usedBytes());
    }
  }

  @Test
  void asksNothingWhenOff() throws IOException {
    try (Choice choice = PresenceKind.OFF.open()) {
      assertThat(choice.tells()).isFalse();
      assertThat(choice.method()).isEqualTo("none");
    }
  }

  /** Linux has had the file since 2.6.25, and lets everybody read it since 4.2. */
  @Test
  void thisKernelCanTell() throws IOException {
    try (Choice on = PresenceKind.ON.open();
        Choice read = PresenceKind.PAGEMAP_READ.open()) {
      assertThat(on.tells()).isTrue();
      assertThat(read.tells()).isTrue();
      assertThat(read.method()).isEqualTo("/proc/self/pagemap");
    }
  }
}
