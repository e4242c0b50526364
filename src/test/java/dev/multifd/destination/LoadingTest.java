package dev.multifd.destination;

import static dev.multifd.fixture.Packets.data;
import static dev.multifd.fixture.Packets.pages;
import static dev.multifd.fixture.Recording.SECTION_ID;
import static dev.multifd.fixture.Recording.encoded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Packets;
import dev.multifd.fixture.Pages;
import dev.multifd.fixture.Recording;
import dev.multifd.wire.RamPacket;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that a destination must take, from a sender that is not ours. */
@ExtendWith(NoLeaks.class)
class LoadingTest {
  private static final byte[] NORMAL_PAGE = new byte[4096];

  static {
    java.util.Arrays.fill(NORMAL_PAGE, (byte) 0x5a);
  }

  private static DestinationReport load(Incoming incoming, Recording recording)
      throws IOException, InterruptedException {
    incoming.peer().sendAll(recording.bytes());
    return incoming.loaded();
  }

  @Test
  void takesAValidStreamAndConfirmsIt() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.usual()) {
      Recording recording = Recording.valid();
      DestinationReport report = load(incoming, recording);
      assertThat(Recording.isLoaded(incoming.ram())).isTrue();
      assertThat(report.normalPages()).isEqualTo(4 + 2 + 2);
      assertThat(report.zeroPages()).isEqualTo(3 + 60 + 93 + 1 + 1);
      assertThat(report.distinctPages()).isEqualTo(163);
      assertThat(report.barriers()).isEqualTo(3);
      assertThat(report.syncPackets()).isEqualTo(6);
      assertThat(report.duplicateOffsets()).isZero();
      assertThat(report.readBytes())
          .isEqualTo(recording.bytes().stream().mapToLong(b -> b.length).sum());
      incoming.destination().close();
      assertThat(HexFormat.of().formatHex(incoming.peer().answer()))
          .as("PONG 1, SHUT 0")
          .isEqualTo("0002000400000001" + "0001000400000000");
    }
  }

  @Test
  void takesItByTcp() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.byTcp()) {
      load(incoming, Recording.valid());
      assertThat(Recording.isLoaded(incoming.ram())).isTrue();
    }
  }

  @Test
  void takesChannelsInAnyOrderAndTheMainChannelLast() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.usual()) {
      List<byte[]> bytes = Recording.valid().bytes();
      incoming.peer().sendAll(List.of(bytes.get(2), bytes.get(1)));
      incoming.peer().sendAll(List.of(bytes.get(0)));
      incoming.loaded();
      assertThat(Recording.isLoaded(incoming.ram())).isTrue();
    }
  }

  @Test
  void takesTheSameGuestWithoutChannels() throws IOException, InterruptedException {
    byte[] round =
        encoded(e -> {
          e.pageHeader("ram".getBytes(UTF_8), 0x1000);
        });
    Recording precopy =
        Recording.valid()
            .withMain(main ->
                main.without("flush1")
                    .without("flush2")
                    .without("flush3")
                    .after("part", round)
                    .after("part", NORMAL_PAGE)
                    .after("part", encoded(e -> e.zeroPage(null, 0x2000)))
                    // CONTINUE reaches over the border of a section.
                    .after("end", encoded(e -> e.pageHeader(null, 0x3000)))
                    .after("end", NORMAL_PAGE)
                    .after("end", encoded(e -> e.zeroPage("rom".getBytes(UTF_8), 0)))
                    .after("end", encoded(e -> e.zeroPage("ram".getBytes(UTF_8), 0x1000))));
    try (Incoming incoming = Incoming.of(0, Incoming.PATIENT)) {
      incoming.peer().sendAll(List.of(precopy.main().bytes()));
      DestinationReport report = incoming.loaded();
      assertThat(report.normalPages()).isEqualTo(2);
      assertThat(report.zeroPages()).isEqualTo(3);
      assertThat(report.distinctPages()).isEqualTo(4);
      assertThat(Pages.isZero(incoming.main(), 1)).as("normal first, zero later").isTrue();
      assertThat(Pages.of(incoming.main(), 3).get(java.lang.foreign.ValueLayout.JAVA_BYTE, 0))
          .isEqualTo((byte) 0x5a);
    }
  }

  @Test
  void takesPageRecordsOnTheMainChannelBesideTheOthers() throws IOException, InterruptedException {
    Recording mixed =
        Recording.valid()
            .withMain(main ->
                main.before("flush2", NORMAL_PAGE)
                    .before("flush2", encoded(e -> e.pageHeader("rom".getBytes(UTF_8), 0x2000)))
                    .before("flush3", encoded(e -> e.zeroPage(null, 0x2000))));
    try (Incoming incoming = Incoming.usual()) {
      load(incoming, mixed);
      assertThat(Recording.isLoaded(incoming.ram())).isTrue();
    }
  }

  @Test
  void takesSeveralMarkersInOneSectionAndSectionsWithoutAny()
      throws IOException, InterruptedException {
    Recording merged =
        Recording.valid()
            .withMain(
                main -> main.without("flush2").before("flush3", encoded(e -> e.multifdFlush())));
    try (Incoming incoming = Incoming.usual()) {
      assertThat(load(incoming, merged).barriers()).isEqualTo(3);
      assertThat(Recording.isLoaded(incoming.ram())).isTrue();
    }
  }

  /** As machine types up to 8.0 have it: no FLUSH, each section's end is a barrier. */
  @Test
  void takesTheEndsOfSectionsForMarkersWhereThereAreNoOthers()
      throws IOException, InterruptedException {
    Recording old =
        Recording.valid()
            .withMain(main -> main.without("flush1").without("flush2").without("flush3"));
    try (Incoming incoming = Incoming.usual()) {
      DestinationReport report = load(incoming, old);
      assertThat(Recording.isLoaded(incoming.ram())).isTrue();
      assertThat(report.barriers()).isEqualTo(3);
      assertThat(report.main().marker()).isEqualTo(SyncMarker.END_OF_SECTION);
    }
  }

  @Test
  void tellsWhatTheMainChannelSaid() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.usual()) {
      DestinationReport report = load(incoming, Recording.valid());
      assertThat(report.main())
          .isEqualTo(
              new MainReport("pc-q35-10.0", SECTION_ID, SyncMarker.FLUSH_RECORD, true, 0, 0));
      assertThat(report.loadingNs()).isPositive();
    }
  }

  @Test
  void ignoresTheStaleFieldsOfOldSenders() throws IOException, InterruptedException {
    // Up to 8.x: SYNC rides on a data packet, an empty packet follows; sizes and names are stale.
    byte[] merged = data("ram", 1, pages(3, 0, 1, 2), pages(6, 4, 5));
    merged[RamPacket.FLAGS_OFFSET + 3] = 1;
    byte[] stale = Packets.head("no such block", pages(), pages());
    Recording old =
        Recording.valid()
            .withChannel(
                0,
                c ->
                    c.without("data1")
                        .withInt("zeroes1", RamPacket.NEXT_PACKET_SIZE_OFFSET, 0x0008_0000)
                        .with("sync2", merged)
                        .after("sync2", stale)
                        .withInt("sync3", RamPacket.PAGES_ALLOC_OFFSET, 128)
                        .withInt("sync3", RamPacket.NEXT_PACKET_SIZE_OFFSET, -1)
                        .withLong("sync3", RamPacket.OFFSETS_OFFSET, -1L));
    try (Incoming incoming = Incoming.usual()) {
      load(incoming, old);
      assertThat(Recording.isLoaded(incoming.ram())).isTrue();
    }
  }

  @Test
  void ignoresUndefinedFlagsAndReservedFields() throws IOException, InterruptedException {
    Recording odd =
        Recording.valid()
            .withChannel(
                0,
                c ->
                    c.withByte("hello", 25, 1)
                        .withByte("hello", 63, 1)
                        .withInt("data1", RamPacket.FLAGS_OFFSET, 0x100)
                        .withInt("data1", RamPacket.RESERVED_OFFSET, -1)
                        .withInt("data1", RamPacket.PAGES_ALLOC_OFFSET, 7)
                        .withLong("data1", RamPacket.PACKET_NUM_OFFSET, -1L));
    try (Incoming incoming = Incoming.usual()) {
      load(incoming, odd);
      assertThat(Recording.isLoaded(incoming.ram())).isTrue();
    }
  }

  @Test
  void countsAnOffsetThatComesTwiceAndLetsTheLastNormalPageWin()
      throws IOException, InterruptedException {
    byte[] twice = data("ram", 1, pages(9, 10, 9, 11), pages());
    java.util.Arrays.fill(
        twice, Packets.HEADER_BYTES + 2 * 4096, Packets.HEADER_BYTES + 3 * 4096, (byte) 0x33);
    try (Incoming incoming = Incoming.usual()) {
      DestinationReport report =
          load(incoming, Recording.valid().withChannel(1, c -> c.with("data2", twice)));
      assertThat(report.duplicateOffsets()).isEqualTo(1);
      assertThat(Pages.of(incoming.main(), 9).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE))
          .containsOnly(0x33);
      assertThat(Recording.isFilled(incoming.main(), 11, 1)).isTrue();
    }
  }

  @Test
  void aPageThatIsZeroAndNormalInOnePacketIsNormal() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.usual()) {
      DestinationReport report =
          load(
              incoming,
              Recording.valid()
                  .withChannel(
                      1, c -> c.with("data2", data("ram", 5, pages(20, 30), pages(30, 20)))));
      assertThat(report.duplicateOffsets()).isEqualTo(2);
      assertThat(Recording.isFilled(incoming.main(), 20, 5)).isTrue();
      assertThat(Recording.isFilled(incoming.main(), 30, 5)).isTrue();
    }
  }

  /** As in QEMU, memory starts as zeroes, so the first zero page writes nothing. */
  @Test
  void aZeroPageIsClearedOnlyTheSecondTime() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.usual()) {
      for (int page = 40; page < 44; page++) {
        Pages.fill(incoming.main(), page, page);
      }
      load(
          incoming,
          Recording.valid()
              .withChannel(1, c -> c.with("zeroes1", data("ram", 0, pages(), pages(40, 42, 42))))
              .withChannel(1, c -> c.with("data2", data("ram", 0, pages(), pages(43, 41, 43)))));
      assertThat(Pages.isZero(incoming.main(), 40)).as("zero once").isFalse();
      assertThat(Pages.isZero(incoming.main(), 41)).as("zero once").isFalse();
      assertThat(Pages.isZero(incoming.main(), 42)).as("side by side twice").isTrue();
      assertThat(Pages.isZero(incoming.main(), 43)).as("twice").isTrue();
    }
  }

  /** Writes of 1 to 97 bytes: headers, offsets and payloads are torn everywhere. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void tornWritesChangeNothing(long seed) throws IOException, InterruptedException {
    Random random = new Random(seed);
    try (Incoming incoming = seed % 2 == 0 ? Incoming.usual() : Incoming.byTcp()) {
      for (byte[] bytes : Recording.valid().bytes()) {
        Random sizes = new Random(random.nextLong());
        incoming.peer().send(bytes, write -> write < 80 ? 1 : 1 + sizes.nextInt(97));
      }
      incoming.loaded();
      assertThat(Recording.isLoaded(incoming.ram())).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void tornWritesChangeNothingHoweverTheyAreRead(Unpacking unpacking)
      throws IOException, InterruptedException {
    Random sizes = new Random(6);
    try (Incoming incoming = Incoming.by(unpacking)) {
      for (byte[] bytes : Recording.valid().bytes()) {
        long seed = sizes.nextLong();
        Random own = new Random(seed);
        incoming.peer().send(bytes, write -> 1 + own.nextInt(write % 3 == 0 ? 5000 : 97));
      }
      incoming.loaded();
      assertThat(Recording.isLoaded(incoming.ram())).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWholeStreamMayComeAtOnce(Unpacking unpacking) throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.by(unpacking)) {
      load(incoming, Recording.valid());
      assertThat(Recording.isLoaded(incoming.ram())).isTrue();
    }
  }

  /** What tells the main channel from the others may itself be torn. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFirstBytesMayComeOneByOne(boolean unix) throws IOException, InterruptedException {
    try (Incoming incoming = unix ? Incoming.usual() : Incoming.byTcp()) {
      for (byte[] bytes : Recording.valid().bytes()) {
        incoming.peer().send(bytes, LoadingTest::threeSingleBytes);
      }
      incoming.loaded();
      assertThat(Recording.isLoaded(incoming.ram())).isTrue();
    }
  }

  /** Sizes of writes; nothing tells when the destination has read one, so each waits a little. */
  private static int threeSingleBytes(int write) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
    return write < 3 ? 1 : Integer.MAX_VALUE;
  }

  /** One write up to each byte of the first two headers and one for the rest. */
  @Test
  void headersMayBeTornAtEveryByte() throws IOException, InterruptedException {
    List<byte[]> bytes = Recording.valid().bytes();
    for (int at = 1; at < 64 + 2 * Packets.HEADER_BYTES + 8; at += at < 100 ? 1 : 17) {
      int border = at;
      try (Incoming incoming = Incoming.usual()) {
        for (byte[] connection : bytes) {
          incoming.peer().send(connection, write -> write == 0 ? border : Integer.MAX_VALUE);
        }
        incoming.loaded();
        assertThat(Recording.isLoaded(incoming.ram())).as("torn at %d", at).isTrue();
      }
    }
  }

  @Test
  void aSectionIdIsWhatTheStartSectionSays() throws IOException, InterruptedException {
    assertThat(SECTION_ID).as("not our own sender's").isNotEqualTo(1);
    try (Incoming incoming = Incoming.usual()) {
      load(incoming, Recording.valid());
    }
  }
}
