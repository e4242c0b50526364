package dev.multifd.bench;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.guest.BlockLayout;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.PageRun;
import dev.multifd.io.Endpoint;
import dev.multifd.lifecycle.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A bare transfer that fails ends, whoever fails, and leaves nothing open. */
@ExtendWith(NoLeaks.class)
class BareTransferTest {
  private static final long PAGES = 16_384;
  private static final List<BlockLayout> LAYOUT =
      List.of(new BlockLayout("ram", PAGES << 12), new BlockLayout("more", PAGES << 12));

  private static GuestRam ram(List<BlockLayout> layout) throws IOException {
    return GuestRam.map(layout, GuestRam.HugePages.NEVER);
  }

  /** The sender would wait for ever: its pages do not fit the sockets' buffers. */
  @ParameterizedTest
  @EnumSource
  void aReceiverThatFailsWakesItsSender(BareCalls calls) throws IOException {
    List<PageSlice> pages = PageSlice.cut(1, List.of(new PageRun(0, PAGES)));
    try (GuestRam from = ram(LAYOUT);
        GuestRam to = ram(LAYOUT.subList(0, 1)); // lacks the block whose pages arrive
        BareTransfer transfer =
            new BareTransfer(from, to, pages, 2, new Endpoint.Tcp("127.0.0.1", 0), calls)) {
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(transfer::run)
          .withMessageStartingWith("bare-transfer receive-")
          .withCauseInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void whatCannotListenLeavesNothingOpen(@TempDir Path folder) throws IOException {
    Path taken = Files.createFile(folder.resolve("taken"));
    try (GuestRam from = ram(LAYOUT);
        GuestRam to = ram(LAYOUT)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() ->
              new BareTransfer(from, to, List.of(), 2, new Endpoint.Unix(taken), BareCalls.WRITEV)
                  .close())
          .withMessageContaining("bind");
    }
  }
}
