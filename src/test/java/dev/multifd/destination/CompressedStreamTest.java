package dev.multifd.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Packets;
import dev.multifd.fixture.Recording;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.wire.RamPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Compressed streams through the whole receiver: across SYNCs, torn, too large, and damaged. */
@ExtendWith(NoLeaks.class)
@ParameterizedClass
@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
class CompressedStreamTest {
  private static final int FUZZ_RUNS = 40;

  private final CompressionMethod method;
  private final Recording valid;

  CompressedStreamTest(CompressionMethod method) {
    this.method = method;
    this.valid = Recording.valid(method);
  }

  private String refusal(List<byte[]> bytes) throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.compressed(method)) {
      incoming.peer().sendAll(bytes);
      String message = String.valueOf(incoming.refused().getMessage());
      assertThat(incoming.nothingIsWrittenBehindTheBlocks()).isTrue();
      return message;
    }
  }

  /** What the second channel's last data packet, in the second round, is refused for. */
  private String refusalOfLastPacket(UnaryOperator<byte[]> change)
      throws IOException, InterruptedException {
    return refusal(
        valid.withChannel(1, one -> one.with("data2", change.apply(one.piece("data2")))).bytes());
  }

  @Test
  void aStreamGoesOnAcrossSyncs() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.compressed(method)) {
      incoming.peer().sendAll(valid.bytes());
      incoming.loaded();
      assertThat(Recording.isLoaded(incoming.ram())).isTrue();
    }
  }

  @Test
  void aChannelMayNotCloseBeforeItsLastByte() throws IOException, InterruptedException {
    Random random = new Random(1);
    byte[] channel = valid.bytes().get(2);
    List<Integer> borders = valid.channels().get(1).borders();
    SortedSet<Integer> cuts = new TreeSet<>();
    int from = 64;
    for (int border : borders.subList(1, borders.size())) {
      cuts.addAll(List.of(border - 1, border - 2, border - 12));
      cuts.add(from + Packets.HEADER_BYTES + 1);
      cuts.add(from + random.nextInt(border - from));
      from = border;
    }
    for (int cut : cuts.headSet(channel.length)) {
      List<byte[]> bytes = new ArrayList<>(valid.bytes());
      bytes.set(2, Arrays.copyOf(channel, cut));
      assertThat(refusal(bytes)).as("cut after %d bytes", cut).containsPattern("closed");
    }
  }

  @Test
  void aPayloadTooLargeIsRefusedByItsHeader() throws IOException, InterruptedException {
    for (int size : new int[] {(1 << 20) + 1, Integer.MAX_VALUE, -1, 0}) {
      assertThat(refusalOfLastPacket(packet -> withSize(packet, size)))
          .contains("next_packet_size", Integer.toUnsignedString(size), "1048576");
    }
  }

  @Test
  void aPayloadThatIsTooShortIsRefused() throws IOException, InterruptedException {
    String refusal =
        refusalOfLastPacket(packet -> {
          byte[] torn = Arrays.copyOf(packet, packet.length - 5);
          return withSize(torn, torn.length - Packets.HEADER_BYTES);
        });
    assertThat(refusal).contains("payload");
  }

  @Test
  void whatComesBehindThePagesIsRefused() throws IOException, InterruptedException {
    String refusal =
        refusalOfLastPacket(packet -> {
          byte[] longer = Arrays.copyOf(packet, packet.length + 9);
          Arrays.fill(longer, packet.length, longer.length, (byte) 0x7e);
          return withSize(longer, longer.length - Packets.HEADER_BYTES);
        });
    assertThat(refusal).contains("payload");
  }

  @Test
  void pagesThatAreNotCompressedAreRefused() throws IOException, InterruptedException {
    assertThat(
            refusalOfLastPacket(
                packet -> Packets.data("ram", 77, Packets.pages(1, 5), Packets.pages(0))))
        .contains("compression", "set multifd-compression alike on both sides");
  }

  /** Whatever comes, the end is a loaded guest or one line that says why not. */
  @Test
  void damageEndsInALoadOrInOneLine() throws IOException, InterruptedException {
    Random random = new Random(6);
    int refused = 0;
    for (int run = 0; run < FUZZ_RUNS; run++) {
      List<byte[]> bytes = new ArrayList<>(valid.bytes());
      byte[] channel = bytes.get(1).clone();
      int at = 64 + Packets.HEADER_BYTES + random.nextInt(Packets.HEADER_BYTES + 60);
      channel[at] ^= (byte) (1 << random.nextInt(8));
      bytes.set(1, channel);
      try (Incoming incoming = Incoming.compressed(method)) {
        incoming.peer().sendAll(bytes);
        try {
          incoming.loaded();
        } catch (MigrationException e) {
          assertThat(e.getMessage()).startsWith("destination ").doesNotContain("\n");
          refused++;
        }
        assertThat(incoming.nothingIsWrittenBehindTheBlocks()).isTrue();
      }
    }
    assertThat(refused).as("refused").isBetween(1, FUZZ_RUNS - 1);
  }

  private static byte[] withSize(byte[] packet, int size) {
    byte[] changed = packet.clone();
    ByteBuffer.wrap(changed).putInt(RamPacket.NEXT_PACKET_SIZE_OFFSET, size);
    return changed;
  }
}
