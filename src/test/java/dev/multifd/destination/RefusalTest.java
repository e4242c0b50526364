package dev.multifd.destination;

import static dev.multifd.fixture.Packets.data;
import static dev.multifd.fixture.Packets.head;
import static dev.multifd.fixture.Packets.pages;
import static dev.multifd.fixture.Recording.SECTION_ID;
import static dev.multifd.fixture.Recording.encoded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Packets;
import dev.multifd.fixture.Pages;
import dev.multifd.fixture.Pieces;
import dev.multifd.fixture.Recording;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.wire.BlockEntry;
import dev.multifd.wire.MainCommand;
import dev.multifd.wire.RamPacket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Streams that a destination must refuse: at once, naming where, which packet and which field, and
 * without having written what the faulty packet told it to.
 */
@ExtendWith(NoLeaks.class)
class RefusalTest {
  /** Nothing but a faulty packet sends this page. */
  private static final int VICTIM = 150;

  private static final byte[] PAGE = new byte[4096];

  static {
    java.util.Arrays.fill(PAGE, (byte) 0x5a);
  }

  /**
   * A faulty stream.
   *
   * @param message what the refusal must say, in this order
   */
  record Fault(String name, Recording recording, List<String> message) {
    Fault(String name, Recording recording, String... message) {
      this(name, recording, List.of(message));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Fault main(String name, UnaryOperator<Pieces> change, String... message) {
    return new Fault(name, Recording.valid().withMain(change), with("destination main: ", message));
  }

  /** A fault of channel 0, whose second packet is a good data packet. */
  private static Fault channel(String name, UnaryOperator<Pieces> change, String... message) {
    return new Fault(
        name, Recording.valid().withChannel(0, change), with("destination channel-0: ", message));
  }

  /** Another packet in place of channel 1's data of round 2, its fifth packet. */
  private static Fault packet(String name, byte[] packet, String... message) {
    return new Fault(
        name,
        Recording.valid().withChannel(1, c -> c.with("data2", packet)),
        with("destination channel-1: packet 5: ", message));
  }

  private static String[] with(String first, String... others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(others));
    return all.toArray(String[]::new);
  }

  /** A packet that would write a page that nothing else writes. */
  private static byte[] victim(int field, int value) {
    byte[] packet = data("ram", 3, pages(VICTIM), pages());
    java.nio.ByteBuffer.wrap(packet).putInt(field, value);
    return packet;
  }

  private static byte[] victim(long badOffset) {
    byte[] packet = data("ram", 3, pages(VICTIM, 0), pages());
    java.nio.ByteBuffer.wrap(packet).putLong(RamPacket.OFFSETS_OFFSET + 8, badOffset);
    return packet;
  }

  private static byte[] victimZero(long badOffset) {
    byte[] packet = data("ram", 3, pages(VICTIM), pages(151, 0));
    java.nio.ByteBuffer.wrap(packet).putLong(RamPacket.OFFSETS_OFFSET + 16, badOffset);
    return packet;
  }

  static List<Fault> hellos() {
    Recording valid = Recording.valid();
    return List.of(
        hello("wrong magic", c -> c.withInt("hello", 0, 0x11223345), "multifd hello magic"),
        hello("version 2", c -> c.withInt("hello", 4, 2), "multifd hello version is 2", "1"),
        hello(
            "another guest",
            c -> c.with("hello", Packets.hello(new UUID(1, 2), 1)),
            "multifd hello uuid",
            Recording.VM.toString()),
        hello(
            "id == N",
            c -> c.withByte("hello", 24, 2),
            "multifd hello channel id is 2",
            "less than the 2"),
        hello("id > N", c -> c.withByte("hello", 24, 255), "multifd hello channel id is 255"),
        new Fault(
            "the same id twice",
            valid.withChannel(1, c -> c.with("hello", Packets.hello(Recording.VM, 0))),
            "destination channel-0: ",
            "channel 0 connected twice"),
        new Fault(
            "two main channels",
            new Recording(valid.main(), List.of(valid.channels().get(0), valid.main())),
            "destination main: ",
            "a second main channel connected"),
        hello(
            "something else",
            c -> c.with("hello", "GET / HTTP/1.1\r\n".repeat(9).getBytes(UTF_8)),
            "multifd hello magic is 0x47455420"));
  }

  private static Fault hello(String name, UnaryOperator<Pieces> change, String... message) {
    return new Fault(
        name, Recording.valid().withChannel(1, change), with("destination hello: ", message));
  }

  static List<Fault> packets() {
    int last = 160 * 4096;
    return List.of(
        packet("magic", victim(RamPacket.MAGIC_OFFSET, 0x44332211), "magic is 0x44332211"),
        packet("version", victim(RamPacket.VERSION_OFFSET, 3), "version is 3"),
        packet("zlib", victim(RamPacket.FLAGS_OFFSET, 2), "compression is zlib, expected none"),
        packet("zstd", victim(RamPacket.FLAGS_OFFSET, 4), "compression is zstd, expected none"),
        packet("device state", victim(RamPacket.FLAGS_OFFSET, 0x40), "DEVICE_STATE"),
        packet("pages_alloc 129", victim(RamPacket.PAGES_ALLOC_OFFSET, 129), "pages_alloc is 129"),
        packet("pages_alloc -1", victim(RamPacket.PAGES_ALLOC_OFFSET, -1), "pages_alloc is 42949"),
        packet("normal > alloc", victim(RamPacket.PAGES_ALLOC_OFFSET, 0), "normal_pages is 1"),
        packet("normal 129", victim(RamPacket.NORMAL_PAGES_OFFSET, 129), "normal_pages is 129"),
        packet("normal -1", victim(RamPacket.NORMAL_PAGES_OFFSET, -1), "normal_pages is 42949"),
        packet(
            "zero > alloc - normal",
            victim(RamPacket.ZERO_PAGES_OFFSET, 128),
            "zero_pages is 128, expected 0..127"),
        packet("zero -1", victim(RamPacket.ZERO_PAGES_OFFSET, -1), "zero_pages is 42949"),
        packet("unknown block", data("rum", 3, pages(VICTIM), pages()), "unknown RAM block 'rum'"),
        packet("no block", data("", 3, pages(VICTIM), pages()), "unknown RAM block ''"),
        packet("prefix of a block", data("ra", 3, pages(1), pages()), "unknown RAM block 'ra'"),
        packet("offset = used_length", victim(last), "normal page offset 0xa0000 is no page of"),
        packet("offset in the last page", victim(last - 4095), "normal page offset 0x9f001"),
        packet("unaligned offset", victim(0x1010), "normal page offset 0x1010"),
        packet("huge offset", victim(1L << 62), "normal page offset 0x4000000000000000"),
        packet("negative offset", victim(-4096), "normal page offset 0xfffffffffffff000"),
        packet("zero offset = used_length", victimZero(last), "zero page offset 0xa0000"),
        packet("unaligned zero offset", victimZero(0x800), "zero page offset 0x800"),
        packet(
            "a page of the other block",
            data("rom", 3, pages(0, VICTIM), pages()),
            "normal page offset 0x96000 is no page of block rom (0x3000 bytes"),
        channel(
            "pages before the first SYNC",
            c -> c.without("sync1").before("data1", data("ram", 3, pages(VICTIM), pages())),
            "packet 1: pages before the first SYNC"),
        channel(
            "pages after the last SYNC",
            c -> c.after("sync3", data("ram", 3, pages(20), pages())),
            // With the main channel's end, or with its own: whichever comes first.
            "pages after"),
        channel(
            "garbage after the last SYNC",
            c -> c.after("sync3", "garbage that is long enough".getBytes(UTF_8)),
            "packet 6: multifd packet magic is 0x67617262"),
        channel(
            "a single byte after the last SYNC",
            c -> c.after("sync3", new byte[] {0x11}),
            "packet 6: the channel closed inside a packet header, after 1 of 1344 bytes"));
  }

  static List<Fault> barriers() {
    return List.of(
        main(
            "a SYNC is missing",
            m -> m.after("flush3", encoded(e -> e.multifdFlush())),
            "channels closed before SYNC 4"),
        new Fault(
            "one channel's SYNC is missing",
            Recording.valid().withChannel(1, c -> c.without("sync3")),
            "destination channel-1: ",
            "after its last SYNC"),
        new Fault(
            "a SYNC too many",
            Recording.valid().withChannel(1, c -> c.after("sync3", Packets.sync())),
            "destination ",
            "SYNC"),
        new Fault(
            "a marker is missing",
            Recording.valid().withMain(m -> m.without("flush2")),
            "destination ",
            // Or, if the main channel is quick: pages after the main channel has ended.
            "the main channel"),
        main(
            "the END section has no marker",
            m -> m.without("flush3"),
            "the END section of ram has no MULTIFD_FLUSH"),
        main(
            "a marker of the new kind where sections' ends are markers",
            m -> m.without("flush1").without("flush3"),
            "a MULTIFD_FLUSH from a source that marks its barriers by the ends of sections"),
        main(
            "a section more where sections' ends are markers",
            m -> without(m, "flush1", "flush2", "flush3").before("end", part(m)),
            "closed before SYNC 4"));
  }

  static List<Fault> mainStreams() {
    byte[] zeroInRam = encoded(e -> e.zeroPage("ram".getBytes(UTF_8), 0x1000));
    return List.of(
        main("version 2", m -> m.withInt("header", 4, 2), "version is 2 (obsolete)"),
        main("version 4", m -> m.withInt("header", 4, 4), "version is 4 (unsupported)"),
        main("no configuration", m -> m.without("configuration"), "configuration section type"),
        main(
            "other page size",
            m -> m.after("configuration", pageBits(16)),
            "target-page-bits is 16, expected 12"),
        main(
            "other guest", m -> m.after("configuration", uuid(new UUID(3, 4))), "uuid", "expected"),
        main(
            "section name", m -> m.with("start", start("rum", 4)), "START section name is \"rum\""),
        main("ram version 3", m -> m.with("start", start("ram", 3)), "ram section version is 3"),
        main("ram version 5", m -> m.with("start", start("ram", 5)), "ram section version is 5"),
        main(
            "a second START",
            m -> m.after("start-footer", start("ram", 4)),
            "a second START section of ram"),
        main("no block list", m -> m.without("blocks"), "a marker before the block list"),
        main(
            "neither block list nor marker",
            m -> m.without("blocks").without("flush1"),
            "the START section of ram has no block list"),
        main(
            "a second block list",
            m -> m.after("blocks", m.piece("blocks")),
            "a second block list"),
        blocks("unknown block", "unknown RAM block 'rum'", block("rum", 163)),
        blocks("wrong size", "RAM block rom has 8192", block("ram", 160), block("rom", 2)),
        blocks("a block is missing", "lists 1 RAM blocks", block("ram", 160)),
        blocks("a block twice", "\"ram\" twice", block("ram", 160), block("ram", 160)),
        blocks(
            "a block more",
            "unknown RAM block 'x'",
            block("ram", 160),
            block("rom", 3),
            block("x", 1)),
        main(
            "block list total too small",
            m -> m.withLong("blocks", 0, 162 * 4096L | 4),
            "used_length of RAM block \"rom\""),
        main(
            "empty block list",
            m -> m.with("blocks", new byte[] {0, 0, 0, 0, 0, 0, 0, 4}),
            "0 RAM"),
        main("PART of another section", m -> m.withInt("part", 1, 8), "section id 8"),
        main("END of another section", m -> m.withInt("end", 1, 1), "section id 1"),
        main("PART before START", m -> m.before("start", m.piece("part")), "never started"),
        main("footer type", m -> m.withByte("part-footer", 0, 0x7f), "footer type is 0x7f"),
        main("footer id", m -> m.withInt("end-footer", 1, 8), "footer id is 8, expected 7"),
        main("PART after END", m -> m.after("end-footer", m.piece("part")), "after its END"),
        main("section type 0x55", m -> m.before("part", new byte[] {0x55}), "section type is 0x55"),
        main(
            "END is missing",
            m -> without(m, "end", "flush3", "end-eos", "end-footer"),
            "before the END section"),
        main("no description", m -> m.without("description"), "closed the connection"),
        main(
            "a device",
            m ->
                m.after(
                    "end-footer",
                    new byte[] {4, 0, 0, 0, 0, 5, 't', 'i', 'm', 'e', 'r', 0, 0, 0, 0, 0, 0, 0, 2}),
            "device section 'timer': only guests without devices"),
        main(
            "a device before the end of ram",
            m ->
                m.before(
                    "end",
                    new byte[] {4, 0, 0, 0, 0, 5, 't', 'i', 'm', 'e', 'r', 0, 0, 0, 0, 0, 0, 0, 2}),
            "device section 'timer' before the END section of ram"),
        main(
            "something else than a description",
            m -> m.with("description", m.piece("part")),
            "after the end of the stream"),
        main("command 12", m -> m.withByte("switchover", 2, 12), "command is 12"),
        main(
            "PING without a return path",
            m -> m.without("open-return-path"),
            "PING without a return path"),
        main(
            "postcopy",
            m -> m.with("switchover", encoded(e -> e.command(MainCommand.POSTCOPY_LISTEN))),
            "POSTCOPY_LISTEN",
            "not part of precopy"),
        main("page before the block list", m -> m.before("blocks", zeroInRam), "before the block"),
        main(
            "CONTINUE first",
            m -> m.after("part", encoded(e -> e.zeroPage(null, 0))),
            "first page record says CONTINUE"),
        main(
            "fill byte 1",
            m -> m.after("part", zeroInRam).withByte("part", 5 + 8 + 4, 1),
            "fill byte"),
        main(
            "page of an unknown block",
            m -> m.after("part", encoded(e -> e.zeroPage("rum".getBytes(UTF_8), 0))),
            "unknown RAM block 'rum'"),
        main(
            "zero page behind the block",
            m -> m.after("part", encoded(e -> e.zeroPage("rom".getBytes(UTF_8), 0x3000))),
            "zero page offset 0x3000"),
        main(
            "page behind the block",
            m ->
                m.after("part", encoded(e -> e.pageHeader("rom".getBytes(UTF_8), 0x3000)))
                    .after("part", PAGE),
            "normal page offset 0x3000"),
        main("two kinds in one record", m -> m.withLong("flush2", 0, 0x0a), "ZERO|PAGE"),
        main("no kind", m -> m.withLong("flush2", 0, 0), "RAM record is 0"),
        main("xbzrle", m -> m.withLong("flush2", 0, 0x40), "XBZRLE"),
        main("marker with an address", m -> m.withLong("flush2", 0, 0x1200), "MULTIFD_FLUSH"));
  }

  /** A PART section without a record. */
  private static byte[] part(Pieces main) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    for (String piece : List.of("part", "part-eos", "part-footer")) {
      part.writeBytes(main.piece(piece));
    }
    return part.toByteArray();
  }

  private static Pieces without(Pieces pieces, String... names) {
    Pieces left = pieces;
    for (String name : names) {
      left = left.without(name);
    }
    return left;
  }

  private static byte[] start(String idstr, int version) {
    return encoded(e -> e.sectionStart(SECTION_ID, idstr, 0, version));
  }

  private static Fault blocks(String name, String message, BlockEntry... blocks) {
    // The encoder refuses nothing here: names may repeat.
    return main(
        name, m -> m.with("blocks", encoded(e -> e.ramBlockList(List.of(blocks)))), message);
  }

  private static BlockEntry block(String idstr, long pages) {
    return new BlockEntry(idstr, pages * 4096);
  }

  private static byte[] pageBits(int bits) {
    return subsection("configuration/target-page-bits", 4).putInt(bits).array();
  }

  private static byte[] uuid(UUID vm) {
    return subsection("configuration/uuid", 16)
        .putLong(vm.getMostSignificantBits())
        .putLong(vm.getLeastSignificantBits())
        .array();
  }

  private static java.nio.ByteBuffer subsection(String name, int bytes) {
    byte[] utf8 = name.getBytes(UTF_8);
    return java.nio.ByteBuffer.allocate(2 + utf8.length + 4 + bytes)
        .put((byte) 5)
        .put((byte) utf8.length)
        .put(utf8)
        .putInt(1);
  }

  @ParameterizedTest
  @MethodSource({"hellos", "packets", "barriers", "mainStreams"})
  void isRefused(Fault fault) throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.usual()) {
      MigrationException refusal = incoming.refused(fault.recording);
      incoming.destination().close();
      NoLeaks.assertNothingRuns("destination/");
      assertThat(refusal.getMessage()).containsSubsequence(fault.message).doesNotContain("\n");
      assertThat(refusal.getMessage()).as("refused, not timed out").doesNotContain("watchdog");
      assertThat(Pages.isZero(incoming.main(), VICTIM)).as("page of the faulty packet").isTrue();
      assertThat(incoming.nothingIsWrittenBehindTheBlocks()).isTrue();
    }
  }

  @Test
  void theFirstFailureIsTheOneThatIsTold() throws IOException, InterruptedException {
    Recording twoFaults =
        Recording.valid()
            .withChannel(0, c -> c.with("data1", victim(RamPacket.VERSION_OFFSET, 9)))
            .withMain(m -> m.withInt("end-footer", 1, 99));
    try (Incoming incoming = Incoming.usual()) {
      assertThat(incoming.refused(twoFaults).getMessage())
          .isEqualTo("destination channel-0: packet 2: multifd packet version is 9, expected 1");
    }
  }

  /** Magic and version are judged as soon as they are there. */
  @Test
  void aPacketIsRefusedBeforeTheRestOfItsHeaderHasCome() throws IOException, InterruptedException {
    byte[] start = java.util.Arrays.copyOf(victim(RamPacket.MAGIC_OFFSET, 7), 12);
    try (Incoming incoming = Incoming.usual()) {
      Recording faulty = Recording.valid().withChannel(0, c -> without(c, "sync2", "sync3"));
      incoming.peer().sendAll(faulty.withChannel(0, c -> c.with("zeroes1", start)).bytes());
      assertThat(incoming.refused().getMessage())
          .isEqualTo(
              "destination channel-0: packet 3: multifd packet magic is 0x00000007, expected"
                  + " 0x11223344");
    }
  }

  @Test
  void aMultifdChannelIsRefusedWhereMultifdIsOff() throws IOException, InterruptedException {
    try (Incoming incoming = Incoming.of(0, Incoming.PATIENT)) {
      incoming.peer().sendAll(List.of(Recording.valid().channels().getFirst().bytes()));
      assertThat(incoming.refused().getMessage()).contains("multifd is off here");
    }
  }

  @Test
  void headAloneHasNoPayload() {
    assertThat(head("ram", pages(1), pages())).hasSize(Packets.HEADER_BYTES);
  }
}
