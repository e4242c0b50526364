package dev.multifd.source;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Pages;
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
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A dirty bitmap that is synchronised while a pass over it stands in the middle: what is written
 * behind the cursor and ahead of it arrives, nothing is counted twice or forgotten, and no page
 * passes itself.
 */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class MidPassSyncTest {
  private static final int PAGES = 320;

  /** Pages that nobody has touched when the presence map is taken. */
  private static final int ABSENT_FROM = 3;

  private static final int ABSENT_STEP = 16;

  /** A way to send. */
  record Way(
      int channels,
      ZeroPageDetection detection,
      Dispatch dispatch,
      PresenceKind presence,
      PackingKind packing) {
    SourceOptions options() {
      return new SourceOptions(
          channels,
          detection,
          dispatch,
          ScannerKind.LONGS8,
          Sampling.NONE,
          presence,
          Compression.NONE,
          packing,
          StreamOptions.DEFAULT,
          Accounting.EXACT,
          ConvergenceOptions.DEFAULT,
          Duration.ofSeconds(5));
    }

    /** Passes have their records only where there are channels. */
    Sections sections(long parts, long precopyPasses, long downtimePasses) {
      return new Sections(
          parts, channels > 0 ? precopyPasses : 0, channels > 0 ? downtimePasses : 0, 1);
    }
  }

  /** All three kinds of passes, each with and without what may hold pages back. */
  static List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    for (ZeroPageDetection detection : ZeroPageDetection.values()) {
      for (Dispatch dispatch : Dispatch.values()) {
        for (int channels : new int[] {0, 1, 3}) {
          ways.add(
              new Way(channels, detection, dispatch, PresenceKind.OFF, PackingKind.MERGED_RUNS));
          if (detection != ZeroPageDetection.NONE && channels != 1) {
            ways.add(
                new Way(
                    channels,
                    detection,
                    dispatch,
                    PresenceKind.PAGEMAP_READ,
                    PackingKind.MERGED_RUNS));
          }
          if (channels > 1) {
            ways.add(
                new Way(
                    channels, detection, dispatch, PresenceKind.OFF, PackingKind.SEVERAL_PACKETS));
          }
        }
      }
    }
    return ways;
  }

  /** Writes when it is told, and when it is stopped. */
  private static final class Guest implements VirtualCpus {
    final SoftwareDirtyTracker log = new SoftwareDirtyTracker();
    private final GuestRam ram;
    private final Consumer<Guest> last;
    private long seed;

    Guest(GuestRam ram, Consumer<Guest> last) {
      this.ram = ram;
      this.last = last;
    }

    static GuestRam loaded() throws IOException {
      GuestRam ram = Ram.ofPages(PAGES, 65, 3);
      for (RamBlock block : ram.blocks()) {
        for (long page = 0; page < block.pages(); page++) {
          // A third normal, some absent, the others written with zeroes.
          if (page % 3 == 1) {
            Pages.fillOneByte(block, page, (int) page);
          } else if (!isAbsent(page)) {
            Pages.clear(block, page);
          }
        }
      }
      return ram;
    }

    static boolean isAbsent(long page) {
      return page % ABSENT_STEP == ABSENT_FROM && page % 3 != 1;
    }

    void normal(int block, long... pages) {
      for (long page : pages) {
        Pages.fill(ram.blocks().get(block), page, ++seed);
        log.mark(ram.blocks().get(block), page);
      }
    }

    void zero(int block, long... pages) {
      for (long page : pages) {
        Pages.clear(ram.blocks().get(block), page);
        log.mark(ram.blocks().get(block), page);
      }
    }

    @Override
    public void stop() {
      last.accept(this);
    }

    @Override
    public void resume() {
      throw new IllegalStateException("nothing has failed");
    }
  }

  private static final List<String> BEGINNING =
      List.of(
          "CONFIGURATION " + StreamOptions.DEFAULT.machine(),
          "OPEN_RETURN_PATH",
          "PING",
          "START",
          "BLOCKS [b0, b1, b2]",
          "FLUSH",
          "EOS");

  private static final List<String> ENDING =
      List.of("EOS", "EOF", "DESCRIPTION " + VmDescription.withoutDevices("pc-q35-10.0"));

  private static List<String> framing(String... sections) {
    List<String> all = new ArrayList<>(BEGINNING);
    all.addAll(List.of(sections));
    all.addAll(ENDING);
    return all;
  }

  /** Pages 195 and 275 were absent when the map was taken: now they are dirty, and hold data. */
  @ParameterizedTest
  @MethodSource("ways")
  void whatIsWrittenBehindTheCursorAndAheadOfItArrives(Way way)
      throws IOException, InterruptedException {
    assertThat(List.of(195L, 243L, 275L, 35L)).allMatch(Guest::isAbsent);
    try (GuestRam ram = Guest.loaded();
        FakeDestination to = FakeDestination.obliging()) {
      Guest guest =
          new Guest(
              ram,
              g -> {
                g.normal(0, 6, 319);
                g.zero(2, 1);
              });
      try (SectionRig rig = new SectionRig(ram, guest.log, guest, way.options(), to)) {
        RamSection section = rig.section();
        section.setup();
        rig.iterate(2);
        assertThat(section.handedOutPages()).as("two words of five").isEqualTo(128);
        guest.normal(0, 5, 35, 66, 195, 200, 243);
        guest.zero(0, 7, 127, 202);
        section.syncBitmap();
        rig.iterate(2);
        guest.normal(0, 8, 243, 275);
        guest.zero(0, 130, 5, 301);
        guest.normal(1, 64);
        section.syncBitmap();
        rig.iterate(1);
        rig.complete();
        assertRounds(section, List.of(0L, 5L, 3L, 2L), List.of(388L, 265L, 140L, 78L));
        assertThat(section.sections()).isEqualTo(way.sections(3, 0, 2));
      }
      assertWire(
          ram,
          to,
          way,
          framing(
              "PART",
              "EOS",
              "PART",
              "EOS",
              "PART",
              "EOS",
              "SWITCHOVER_START",
              "END",
              "FLUSH",
              "FLUSH"));
    }
  }

  /** The pass that the guest is stopped in may find nothing behind it. */
  @ParameterizedTest
  @MethodSource("ways")
  void thereIsOneBarrierAtTheEndIfNothingIsLeftBehind(Way way)
      throws IOException, InterruptedException {
    try (GuestRam ram = Guest.loaded();
        FakeDestination to = FakeDestination.obliging()) {
      Guest guest = new Guest(ram, g -> g.normal(1, 64));
      try (SectionRig rig = new SectionRig(ram, guest.log, guest, way.options(), to)) {
        RamSection section = rig.section();
        section.setup();
        rig.iterate(3);
        guest.normal(0, 275, 300);
        section.syncBitmap();
        rig.complete();
        assertRounds(section, List.of(0L, 0L, 0L), List.of(388L, 196L, 196L));
        assertThat(section.sections()).isEqualTo(way.sections(1, 0, 1));
      }
      assertWire(ram, to, way, framing("PART", "EOS", "SWITCHOVER_START", "END", "FLUSH"));
    }
  }

  /** A pass has its barrier when it ends, in whichever section that is; the next begins anew. */
  @ParameterizedTest
  @MethodSource("ways")
  void aPassThatEndsHasItsBarrier(Way way) throws IOException, InterruptedException {
    try (GuestRam ram = Guest.loaded();
        FakeDestination to = FakeDestination.obliging()) {
      Guest guest = new Guest(ram, g -> {});
      try (SectionRig rig = new SectionRig(ram, guest.log, guest, way.options(), to)) {
        RamSection section = rig.section();
        section.setup();
        rig.iterate(4);
        guest.normal(0, 2, 319);
        guest.normal(2, 0);
        section.syncBitmap();
        rig.iterate(1000);
        rig.iterate(1000);
        section.syncBitmap();
        rig.complete();
        assertRounds(section, List.of(0L, 1L, 0L, 0L), List.of(388L, 388L - 256 + 1, 0L, 0L));
        assertThat(section.sections()).isEqualTo(way.sections(3, 2, 1));
      }
      assertWire(
          ram,
          to,
          way,
          framing(
              "PART",
              "EOS",
              "PART",
              "FLUSH",
              "EOS",
              "PART",
              "FLUSH",
              "EOS",
              "SWITCHOVER_START",
              "END",
              "FLUSH"));
    }
  }

  private static void assertRounds(RamSection section, List<Long> fresh, List<Long> dirty) {
    List<RoundReport> rounds = section.rounds();
    assertThat(rounds.stream().map(RoundReport::freshPages).toList()).as("fresh").isEqualTo(fresh);
    assertThat(rounds.stream().map(RoundReport::dirtyPages).toList()).as("dirty").isEqualTo(dirty);
    for (int i = 0; i < rounds.size(); i++) {
      long left = rounds.get(i).dirtyPages() - rounds.get(i).sentPages();
      boolean last = i == rounds.size() - 1;
      assertThat(left)
          .as("left over of round %d", i)
          .isEqualTo(last ? 0 : rounds.get(i + 1).dirtyPages() - rounds.get(i + 1).freshPages());
    }
    assertThat(rounds.stream().mapToLong(RoundReport::sentPages).sum())
        .isEqualTo(section.handedOutPages());
  }

  /** Reads the whole wire as a destination does: barrier by barrier. */
  private static void assertWire(GuestRam ram, FakeDestination to, Way way, List<String> framing)
      throws IOException {
    StreamReader main = StreamReader.ofMain(to.main());
    assertThat(main.framing())
        .isEqualTo(framing.stream().filter(f -> way.channels > 0 || !f.equals("FLUSH")).toList());
    List<List<StreamReader.Page>> periods = new ArrayList<>();
    main.pagesBetweenFlushes().forEach(pages -> periods.add(new ArrayList<>(pages)));
    List<byte[]> channels = to.channels();
    assertThat(channels).hasSize(way.channels);
    for (byte[] channel : channels) {
      addPeriods(periods, StreamReader.packets(channel));
    }
    Map<String, List<Byte>> arrived = new HashMap<>();
    for (List<StreamReader.Page> period : periods) {
      Set<String> seen = new HashSet<>();
      for (StreamReader.Page page : period) {
        String name = page.block() + "/" + page.offset();
        // On a single connection one may follow the other.
        assertThat(seen.add(name) || way.channels == 0).as("%s is sent once", name).isTrue();
        arrived.put(name, page.content());
      }
    }
    for (RamBlock block : ram.blocks()) {
      for (long page = 0; page < block.pages(); page++) {
        List<Byte> content = arrived.get(block.idstr() + "/" + (page << RamBlock.PAGE_BITS));
        assertThat(content).as("%s page %d", block, page).isNotNull();
        assertThat(holds(block, page, content)).as("%s page %d", block, page).isTrue();
      }
    }
  }

  /** One barrier's worth after the other; there are as many on each channel as on the main one. */
  private static void addPeriods(
      List<List<StreamReader.Page>> periods, List<StreamReader.Packet> packets) {
    assertThat(packets.stream().filter(StreamReader.Packet::isSync))
        .as("SYNCs = FLUSHes")
        .hasSize(periods.size() - 1);
    int period = 0;
    for (StreamReader.Packet packet : packets) {
      if (packet.isSync()) {
        period++;
      }
      Stream.concat(packet.normal().stream(), packet.zero().stream())
          .forEach(periods.get(period)::add);
    }
  }

  private static boolean holds(RamBlock block, long page, List<Byte> content) {
    if (content.isEmpty()) {
      return Pages.isZero(block, page);
    }
    byte[] bytes = new byte[content.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = content.get(i);
    }
    return MemorySegment.ofArray(bytes).mismatch(Pages.of(block, page)) < 0
        && bytes.length == Pages.of(block, page).toArray(JAVA_BYTE).length;
  }
}
