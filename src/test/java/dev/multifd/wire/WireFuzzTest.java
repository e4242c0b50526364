package dev.multifd.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Bytes of a seeded generator through every decoder. Whatever they are, decoding ends in a value, a
 * {@link WireException} or an {@link EOFException}; anything else fails the test by itself.
 */
class WireFuzzTest {
  private static final long SEED = 20220310;
  private static final int ROUNDS = 20_000;
  private static final int MAX_STREAM_BYTES = 300;
  private static final int MAX_DESCRIPTION_BYTES = 1 << 16;

  private static final List<Read> READS =
      List.of(
          decoder -> {
            decoder.readFileHeader();
            return "passed";
          },
          MainStreamDecoder::readConfiguration,
          MainStreamDecoder::readSectionType,
          MainStreamDecoder::readSectionHeader,
          MainStreamDecoder::readSectionId,
          decoder -> {
            decoder.expectFooter(1);
            return "passed";
          },
          MainStreamDecoder::readCommand,
          MainStreamDecoder::readRamRecord,
          decoder -> decoder.readBlockList(Long.MAX_VALUE),
          MainStreamDecoder::readIdstr,
          MainStreamDecoder::readZeroFill,
          decoder -> decoder.readVmDescription(MAX_DESCRIPTION_BYTES));

  private final Random random = new Random(SEED);
  private int values;
  private int refusals;

  /** One method of the decoder. */
  private interface Read {
    Object from(MainStreamDecoder decoder) throws IOException;
  }

  /** Anything that decodes. */
  private interface Decode {
    void run() throws IOException;
  }

  private void attempt(Decode decode) throws IOException {
    try {
      decode.run();
      values++;
    } catch (WireException | EOFException refused) {
      refusals++;
    }
  }

  private void assertBothHappened() {
    assertThat(values).as("decoded").isPositive();
    assertThat(refusals).as("refused").isPositive();
  }

  private byte[] randomBytes() {
    byte[] bytes = new byte[random.nextInt(MAX_STREAM_BYTES)];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void everyReadOfTheMainStreamTakesRandomBytes() throws IOException {
    for (Read read : READS) {
      for (int i = 0; i < ROUNDS / READS.size(); i++) {
        byte[] bytes = randomBytes();
        attempt(() ->
            assertThat(read.from(new MainStreamDecoder(new ByteArrayInput(bytes)))).isNotNull());
      }
    }
    assertBothHappened();
  }

  @Test
  void aWholeStreamTakesDamage() throws IOException {
    byte[] golden = Hex.parse(GoldenMainStream.HEX);
    attempt(() -> walk(golden));
    assertThat(values).as("the golden stream itself").isOne();
    for (int i = 0; i < ROUNDS; i++) {
      attempt(() -> walk(damaged(golden)));
    }
    assertBothHappened();
  }

  private byte[] damaged(byte[] golden) {
    boolean whole = random.nextInt(8) > 0;
    byte[] bytes = Arrays.copyOf(golden, whole ? golden.length : 1 + random.nextInt(golden.length));
    for (int flips = random.nextInt(4); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** Follows a stream to its last byte as a destination would. */
  private static void walk(byte[] stream) throws IOException {
    ByteArrayInput in = new ByteArrayInput(stream);
    MainStreamDecoder decoder = new MainStreamDecoder(in);
    decoder.readFileHeader();
    decoder.readConfiguration();
    int type = decoder.readSectionType();
    while (type != SectionType.EOF) {
      switch (type) {
        case SectionType.COMMAND -> decoder.readCommand();
        case SectionType.VMDESCRIPTION -> decoder.readVmDescription(MAX_DESCRIPTION_BYTES);
        case SectionType.START, SectionType.FULL -> {
          SectionHeader header = decoder.readSectionHeader();
          header.requireRam();
          walkRam(decoder, header.sectionId());
        }
        default -> walkRam(decoder, decoder.readSectionId());
      }
      if (in.left() == 0) {
        return;
      }
      type = decoder.readSectionType();
    }
  }

  private static void walkRam(MainStreamDecoder decoder, int sectionId) throws IOException {
    long ramRecord = decoder.readRamRecord();
    while (RamFlag.of(ramRecord) != RamFlag.EOS) {
      int flags = RamFlag.of(ramRecord);
      if (flags == RamFlag.MEM_SIZE) {
        decoder.readBlockList(RamFlag.address(ramRecord));
      } else if (flags == RamFlag.ZERO) {
        decoder.readIdstr();
        decoder.readZeroFill();
      }
      ramRecord = decoder.readRamRecord();
    }
    decoder.expectFooter(sectionId);
  }

  @Test
  void theReturnPathTakesRandomBytes() throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = {0, (byte) random.nextInt(9), 0, (byte) random.nextInt(6), 1, 2, 3, 4};
      attempt(() -> assertThat(ReturnPath.read(new ByteArrayInput(bytes)).type()).isNotNull());
      attempt(() -> ReturnPath.read(new ByteArrayInput(randomBytes())));
    }
    assertBothHappened();
  }

  @Test
  void hellosTakeDamage() throws IOException {
    UUID vm = new UUID(1, 2);
    MemorySegment hello = Arena.ofAuto().allocate(InitPacket.BYTES);
    for (int i = 0; i < ROUNDS; i++) {
      InitPacket.encode(hello, 0, vm, random.nextInt(4));
      damage(hello, random.nextInt(3));
      attempt(() -> assertThat(InitPacket.decode(hello, 0, vm, 4).channelId()).isBetween(0, 3));
    }
    assertBothHappened();
  }

  @Test
  void packetsTakeDamageAndStayWithinTheirBounds() throws IOException {
    MemorySegment header = Arena.ofAuto().allocate(PacketGeometry.X86.headerBytes());
    RamPacket packet = new RamPacket(PacketGeometry.X86).wrap(header, 0);
    int[] methods = {PacketFlags.NOCOMP, PacketFlags.ZLIB, PacketFlags.ZSTD};
    for (int i = 0; i < ROUNDS; i++) {
      int method = methods[random.nextInt(methods.length)];
      int normal = random.nextInt(129);
      packet.encodeData("ram0".getBytes(UTF_8), method, normal, 128 - normal, normal * 4096, i);
      damage(header.asSlice(8, 28), random.nextInt(3));
      attempt(() -> {
        packet.validateHead(method);
        assertThat(packet.normalPages() + packet.zeroPages()).isBetween(0, 128);
        assertThat(packet.payloadBytes()).isBetween(0, 1 << 20);
      });
      assertThat(packet.idstr()).isNotNull();
    }
    assertBothHappened();
  }

  private void damage(MemorySegment bytes, int count) {
    for (int i = 0; i < count; i++) {
      bytes.asSlice(random.nextLong(bytes.byteSize()), 1).fill((byte) random.nextInt(256));
    }
  }
}
