package dev.multifd.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.counters.Phase;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Pages;
import dev.multifd.guest.BlockLayout;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.RamBlock;
import dev.multifd.guest.SoftwareDirtyTracker;
import dev.multifd.guest.VirtualCpus;
import dev.multifd.payload.Compression;
import dev.multifd.payload.PackingKind;
import dev.multifd.scan.Sampling;
import dev.multifd.scan.ScannerKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a source puts on the wire, read by nothing that it is made of. */
@ExtendWith(NoLeaks.class)
class SourceStreamTest {
  private static final UUID VM = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

  /** Time in which no iteration is ever too long, so that a pass is one PART. */
  private static final TimeSource FROZEN =
      new TimeSource() {
        @Override
        public long nanoTime() {
          return 0;
        }

        @Override
        public void sleepUntil(long ns) {
          throw new IllegalStateException("there is no limit to wait for");
        }
      };

  private static final String HELLO_REST = "00".repeat(39);
  private static final String RESERVED = "00".repeat(28);

  private static SourceOptions options(
      int channels, ZeroPageDetection detection, Dispatch dispatch) {
    return new SourceOptions(
        channels,
        detection,
        dispatch,
        ScannerKind.LONGS8,
        Sampling.NONE,
        PresenceKind.OFF,
        Compression.NONE,
        PackingKind.MERGED_RUNS,
        StreamOptions.DEFAULT.withVm(VM),
        Accounting.EXACT,
        ConvergenceOptions.DEFAULT,
        Duration.ofSeconds(5));
  }

  private static SourceReport send(GuestRam ram, SourceOptions options, FakeDestination to)
      throws IOException, InterruptedException {
    return (SourceReport)
        new MigrationSource(ram, new SoftwareDirtyTracker(), VirtualCpus.IDLE, options, FROZEN)
            .run(to.endpoint());
  }

  /** Two pages: page 0 is full of 0xab, page 1 is zero. */
  private static GuestRam twoPages() throws IOException {
    GuestRam ram = GuestRam.map(List.of(new BlockLayout("ram", 0x2000)), GuestRam.HugePages.NEVER);
    Pages.of(ram.blocks().getFirst(), 0).fill((byte) 0xab);
    return ram;
  }

  private static String description() {
    String json = VmDescription.withoutDevices("pc-q35-10.0");
    return "06" + HexFormat.of().toHexDigits(json.length()) + hex(json.getBytes(UTF_8));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String mainStream(String marker, String partRecords) {
    return "5145564d00000003"
        + "070000000b70632d7133352d31302e30" // pc-q35-10.0
        + "0800010000" // OPEN_RETURN_PATH
        + "080002000400000001" // PING 1
        + "010000000103"
        + "72616d"
        + "0000000000000004" // START 1 ram 0 4
        + "0000000000002004"
        + "0372616d"
        + "0000000000002000"
        + marker
        + "0000000000000010"
        + "7e00000001"
        + "0200000001"
        + partRecords
        + marker
        + "0000000000000010"
        + "7e00000001"
        + "08000b0000" // SWITCHOVER_START
        + "0300000001"
        + marker
        + "0000000000000010"
        + "7e00000001"
        + "00"
        + description();
  }

  private static final String MARKER = "0000000000000200";

  @ParameterizedTest
  @EnumSource(Dispatch.class)
  void precopyByteForByte(Dispatch dispatch) throws IOException, InterruptedException {
    try (GuestRam ram = twoPages();
        FakeDestination to = FakeDestination.obliging()) {
      send(ram, options(0, ZeroPageDetection.LEGACY, dispatch), to);
      assertThat(hex(to.main()))
          .isEqualTo(
              mainStream(
                  "",
                  "0000000000000008" + "0372616d" + "ab".repeat(4096) + "0000000000001022" + "00"));
      assertThat(to.channels()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dispatch.class)
  void legacyByteForByte(Dispatch dispatch) throws IOException, InterruptedException {
    try (GuestRam ram = twoPages();
        FakeDestination to = FakeDestination.obliging()) {
      send(ram, options(1, ZeroPageDetection.LEGACY, dispatch), to);
      assertThat(hex(to.main()))
          .isEqualTo(mainStream(MARKER, "0000000000001002" + "0372616d" + "00"));
      assertThat(hex(to.channels().getFirst()))
          .isEqualTo(
              hello()
                  + sync(0)
                  + data(1, 1, 0, "0000000000000000")
                  + "ab".repeat(4096)
                  + sync(2)
                  + sync(3));
    }
  }

  @ParameterizedTest
  @EnumSource(Dispatch.class)
  void noDetectionByteForByte(Dispatch dispatch) throws IOException, InterruptedException {
    try (GuestRam ram = twoPages();
        FakeDestination to = FakeDestination.obliging()) {
      send(ram, options(1, ZeroPageDetection.NONE, dispatch), to);
      assertThat(hex(to.main())).isEqualTo(mainStream(MARKER, ""));
      assertThat(hex(to.channels().getFirst()))
          .isEqualTo(
              hello()
                  + sync(0)
                  + data(1, 2, 0, "00000000000000000000000000001000")
                  + "ab".repeat(4096)
                  + "00".repeat(4096)
                  + sync(2)
                  + sync(3));
    }
  }

  /** Handed out page by page a packet may carry both kinds; claims keep them apart. */
  @Test
  void channelDetectionByteForByte() throws IOException, InterruptedException {
    try (GuestRam ram = twoPages();
        FakeDestination to = FakeDestination.obliging()) {
      send(ram, options(1, ZeroPageDetection.MULTIFD, Dispatch.PAGE), to);
      assertThat(hex(to.main())).isEqualTo(mainStream(MARKER, ""));
      assertThat(hex(to.channels().getFirst()))
          .isEqualTo(
              hello()
                  + sync(0)
                  + data(1, 1, 1, "00000000000000000000000000001000")
                  + "ab".repeat(4096)
                  + sync(2)
                  + sync(3));
    }
    try (GuestRam ram = twoPages();
        FakeDestination to = FakeDestination.obliging()) {
      send(ram, options(1, ZeroPageDetection.MULTIFD, Dispatch.RANGE), to);
      assertThat(hex(to.main())).isEqualTo(mainStream(MARKER, ""));
      assertThat(hex(to.channels().getFirst()))
          .isEqualTo(
              hello()
                  + sync(0)
                  + data(1, 1, 0, "0000000000000000")
                  + "ab".repeat(4096)
                  + data(2, 0, 1, "0000000000001000")
                  + sync(3)
                  + sync(4));
    }
  }

  private static String hello() {
    return "11223344" + "00000001" + "00112233445566778899aabbccddeeff" + "00" + HELLO_REST;
  }

  private static String sync(int number) {
    return "11223344"
        + "00000001"
        + "00000001"
        + "00".repeat(12)
        + HexFormat.of().toHexDigits((long) number)
        + "00".repeat(1344 - 32);
  }

  private static String data(int number, int normal, int zero, String offsets) {
    HexFormat hex = HexFormat.of();
    return "11223344"
        + "00000001"
        + "00000000"
        + "00000080"
        + hex.toHexDigits(normal)
        + hex.toHexDigits(normal * 4096)
        + hex.toHexDigits((long) number)
        + hex.toHexDigits(zero)
        + RESERVED
        + "72616d"
        + "00".repeat(253)
        + offsets
        + "00".repeat(1024 - offsets.length() / 2);
  }

  /** A way to send. */
  record Way(int channels, ZeroPageDetection detection, Dispatch dispatch) {}

  static List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    for (ZeroPageDetection detection : ZeroPageDetection.values()) {
      for (Dispatch dispatch : Dispatch.values()) {
        for (int channels : new int[] {0, 1, 3}) {
          ways.add(new Way(channels, detection, dispatch));
        }
      }
    }
    return ways;
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyPageIsSentOnceAndEveryByteIsBooked(Way way) throws IOException, InterruptedException {
    try (GuestRam ram = Ram.ofPages(700, 65, 3, 129);
        FakeDestination to = FakeDestination.obliging()) {
      Ram.fillHalf(ram, 3);
      SourceReport report = send(ram, options(way.channels, way.detection, way.dispatch), to);
      StreamReader main = StreamReader.ofMain(to.main());
      List<List<StreamReader.Packet>> channels = new ArrayList<>();
      for (byte[] channel : to.channels()) {
        channels.add(StreamReader.packets(channel));
      }
      assertFraming(main.framing(), way.channels > 0);
      assertPackets(channels, way, report);
      assertPages(ram, main, channels, way);
      assertThat(report.transferredBytes())
          .isEqualTo(report.socketBytes())
          .isEqualTo(
              to.main().length + to.channels().stream().mapToLong(bytes -> bytes.length).sum());
      assertThat(report.multifdBytes())
          .isEqualTo(to.channels().stream().mapToLong(bytes -> bytes.length).sum());
      assertThat(report.rounds()).hasSize(3);
      assertThat(report.rounds().getFirst().dirtyPages()).isEqualTo(897);
      assertThat(report.rounds().getFirst().phase()).isEqualTo(Phase.PRECOPY);
      assertThat(report.rounds().getLast().dirtyPages()).isZero();
      assertThat(report.rounds().getLast().phase()).isEqualTo(Phase.DOWNTIME);
      assertThat(report.totalRamBytes()).isEqualTo(897 * 4096);
    }
  }

  private static void assertFraming(List<String> framing, boolean multifd) {
    Stream<String> expected =
        Stream.of(
            "CONFIGURATION pc-q35-10.0",
            "OPEN_RETURN_PATH",
            "PING",
            "START",
            "BLOCKS [b0, b1, b2, b3]",
            "FLUSH",
            "EOS",
            "PART",
            "FLUSH",
            "EOS",
            "SWITCHOVER_START",
            "END",
            "FLUSH",
            "EOS",
            "EOF",
            "DESCRIPTION " + VmDescription.withoutDevices("pc-q35-10.0"));
    assertThat(framing)
        .isEqualTo(expected.filter(line -> multifd || !line.equals("FLUSH")).toList());
  }

  private static void assertPackets(
      List<List<StreamReader.Packet>> channels, Way way, SourceReport report) {
    assertThat(channels).hasSize(way.channels);
    List<StreamReader.Packet> all = channels.stream().flatMap(List::stream).toList();
    assertThat(all.stream().mapToLong(StreamReader.Packet::number).sorted().boxed().toList())
        .as("numbers")
        .isEqualTo(LongStream.range(0, all.size()).boxed().toList());
    for (List<StreamReader.Packet> channel : channels) {
      assertThat(channel.getFirst().isSync()).as("the first packet").isTrue();
      assertThat(channel.getLast().isSync()).as("the last packet").isTrue();
      assertThat(channel.stream().filter(StreamReader.Packet::isSync)).as("SYNCs").hasSize(3);
    }
    assertThat(all)
        .allSatisfy(packet -> {
          int pages = packet.normal().size() + packet.zero().size();
          assertThat(packet.alloc()).isEqualTo(packet.isSync() ? 0 : 128);
          assertThat(packet.nextBytes()).isEqualTo(packet.normal().size() * 4096);
          assertThat(pages).isBetween(packet.isSync() ? 0 : 1, packet.isSync() ? 0 : 128);
        });
    assertThat(report.packets()).isEqualTo(all.stream().filter(p -> !p.isSync()).count());
    assertThat(report.syncPackets()).isEqualTo(3L * way.channels);
  }

  private static void assertPages(
      GuestRam ram, StreamReader main, List<List<StreamReader.Packet>> channels, Way way) {
    List<StreamReader.Page> onChannels =
        channels.stream()
            .flatMap(List::stream)
            .flatMap(packet -> Stream.concat(packet.normal().stream(), packet.zero().stream()))
            .toList();
    if (way.channels == 0) {
      assertThat(onChannels).isEmpty();
    } else {
      boolean zeroesOnMain = way.detection == ZeroPageDetection.LEGACY;
      assertThat(main.pages()).hasSize(zeroesOnMain ? (int) zeroPages(ram) : 0);
      assertThat(main.pages()).allMatch(page -> page.content().isEmpty());
    }
    List<StreamReader.Page> sent =
        Stream.concat(onChannels.stream(), main.pages().stream()).toList();
    List<StreamReader.Page> expected = new ArrayList<>();
    for (RamBlock block : ram.blocks()) {
      for (long page = 0; page < block.pages(); page++) {
        boolean asZero = way.detection != ZeroPageDetection.NONE && Pages.isZero(block, page);
        expected.add(
            new StreamReader.Page(
                block.idstr(), page << 12, asZero ? List.of() : content(block, page)));
      }
    }
    assertThat(sent).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<Byte> content(RamBlock block, long page) {
    byte[] bytes = Pages.of(block, page).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
    List<Byte> boxed = new ArrayList<>(bytes.length);
    for (byte b : bytes) {
      boxed.add(b);
    }
    return boxed;
  }

  private static long zeroPages(GuestRam ram) {
    return ram.blocks().stream()
        .mapToLong(
            block -> LongStream.range(0, block.pages()).filter(p -> Pages.isZero(block, p)).count())
        .sum();
  }

  @Test
  void aNameIsSentWithABlocksFirstRecordOnly() throws IOException, InterruptedException {
    try (GuestRam ram = Ram.ofPages(3, 2);
        FakeDestination to = FakeDestination.obliging()) {
      SourceReport report = send(ram, options(0, ZeroPageDetection.LEGACY, Dispatch.PAGE), to);
      assertThat(report.mainNameBytes()).isEqualTo(2 * (1 + 2));
      assertThat(report.mainZeroPages()).isEqualTo(5);
      assertThat(report.mainNormalPages()).isZero();
      assertThat(Arrays.asList(report.mainRamBytes().get(Phase.PRECOPY)))
          .containsExactly(5L + 5 * 9 + 6 + 8 + 5);
    }
  }
}
