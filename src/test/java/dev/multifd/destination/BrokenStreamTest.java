package dev.multifd.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Packets;
import dev.multifd.fixture.Recording;
import dev.multifd.lifecycle.MigrationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that end too soon, and streams with bytes changed at random. */
@ExtendWith(NoLeaks.class)
class BrokenStreamTest {
  private static final int FUZZ_RUNS = 60;

  private static List<byte[]> cut(int connection, int bytes) {
    List<byte[]> cut = new ArrayList<>(Recording.valid().bytes());
    cut.set(connection, Arrays.copyOf(cut.get(connection), bytes));
    return cut;
  }

  private static void assertRefused(int connection, int bytes)
      throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.usual()) {
      incoming.peer().sendAll(cut(connection, bytes));
      MigrationException refusal = incoming.refused();
      assertThat(refusal.getMessage())
          .as("connection %d closed after %d bytes", connection, bytes)
          .containsPattern("closed|END section|pages after")
          .doesNotContain("watchdog");
    }
  }

  @Test
  void theMainChannelMayNotCloseAfterAnyOfItsBytes() throws IOException, InterruptedException {
    int all = Recording.valid().main().bytes().length;
    for (int bytes = 0; bytes < all; bytes++) {
      assertRefused(0, bytes);
    }
  }

  /** Every border of two packets, its neighbours, and bytes between them. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aChannelMayNotCloseBeforeItsLastByte(int channel) throws IOException, InterruptedException {
    Random random = new Random(channel);
    SortedSet<Integer> cuts = new TreeSet<>(List.of(0, 1, 3, 4, 5, 63));
    int from = 64;
    List<Integer> borders = Recording.valid().channels().get(channel).borders();
    for (int border : borders) {
      cuts.addAll(List.of(border - 1, border, border + 1, border + 11, border + 12, border + 13));
      cuts.addAll(List.of(border + Packets.HEADER_BYTES, border + Packets.HEADER_BYTES + 1));
      for (int i = 0; i < 5; i++) {
        cuts.add(from + random.nextInt(border - from + 1));
      }
      from = border;
    }
    for (int bytes : cuts.headSet(borders.getLast())) {
      assertRefused(channel + 1, bytes);
    }
  }

  /** Whatever comes, the end is a loaded guest or one line that says why not, and it comes soon. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void damageIsRefusedOrHarmless(long seed) throws IOException, InterruptedException {
    Random random = new Random(seed);
    int refused = 0;
    for (int run = 0; run < FUZZ_RUNS; run++) {
      List<byte[]> bytes = damaged(random);
      try (Incoming incoming = Incoming.of(2, Incoming.SHORT)) {
        incoming.peer().sendAll(bytes);
        try {
          DestinationReport report = incoming.loaded();
          assertThat(report.distinctPages()).isLessThanOrEqualTo(163);
        } catch (MigrationException e) {
          assertThat(e.getMessage()).startsWith("destination ").doesNotContain("\n");
          assertThat(e.getCause()).as("%s", e).isInstanceOf(IOException.class);
          refused++;
        }
        assertThat(incoming.nothingIsWrittenBehindTheBlocks()).isTrue();
      }
    }
    assertThat(refused).as("refused").isBetween(1, FUZZ_RUNS - 1);
  }

  /** Up to three bytes changed, most of them where fields are and not in a page. */
  private static List<byte[]> damaged(Random random) {
    List<byte[]> bytes = Recording.valid().bytes();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      byte[] connection = bytes.get(random.nextInt(bytes.size()));
      int within =
          random.nextBoolean() ? connection.length : Math.min(connection.length, 64 + 2 * 1400);
      connection[random.nextInt(within)] = (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }
}
