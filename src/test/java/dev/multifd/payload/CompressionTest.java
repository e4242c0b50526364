package dev.multifd.payload;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.multifd.io.Iovec;
import dev.multifd.io.StreamOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Payloads of both methods: streams across packets, and everything that can be wrong with one. */
class CompressionTest {
  private static final int PAGE = 4096;
  private static final int MAX_PAGES = 128;
  private static final int HEADER_BYTES = 1344;

  private final MemorySegment memory = Arena.ofAuto().allocate(MAX_PAGES * PAGE, 64);
  private final ByteBuffer pages = ByteBuffer.allocateDirect(MAX_PAGES * PAGE + 1);
  private final List<byte[]> payloads = new ArrayList<>();

  /** Text-like, random, and zero pages in turns. */
  CompressionTest() {
    Random random = new Random(3);
    for (int page = 0; page < MAX_PAGES; page++) {
      for (int i = 0; i < PAGE; i++) {
        byte value =
            switch (page % 3) {
              case 0 -> (byte) ('a' + random.nextInt(4));
              case 1 -> (byte) random.nextInt();
              default -> 0;
            };
        memory.set(JAVA_BYTE, (long) page * PAGE + i, value);
      }
    }
  }

  /** Keeps what is written, without the header. */
  private final class Wire implements StreamOutput {
    @Override
    public void writeFully(Iovec iov) {
      throw new IllegalStateException("one buffer goes by one write");
    }

    @Override
    @SuppressWarnings("restricted")
    public void writeFully(long address, long length) {
      byte[] all = MemorySegment.ofAddress(address).reinterpret(length).toArray(JAVA_BYTE);
      payloads.add(Arrays.copyOfRange(all, HEADER_BYTES, all.length));
    }
  }

  /**
   * Encodes packets of that many pages each, one stream; each begins with the memory's first page.
   */
  private void encode(CompressionMethod method, int level, int... packets) throws IOException {
    Packing packing = PackingKind.ONE_BUFFER.create(new Wire());
    try (PayloadEncoder encoder = new Compression(method, level).encoder(packing)) {
      for (int count : packets) {
        packing.header();
        if (count > 1) {
          encoder.pages(memory, 0, PAGE);
          encoder.pages(memory, PAGE, (long) (count - 1) * PAGE);
        } else if (count == 1) {
          encoder.pages(memory, 0, PAGE);
        }
        int bytes = encoder.finish();
        packing.end();
        assertThat(bytes).isEqualTo(payloads.getLast().length);
      }
    }
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  private byte[] decoded(PayloadDecoder decoder, byte[] payload, int count) throws IOException {
    decoder.decode(direct(payload), pages, count * PAGE);
    byte[] bytes = new byte[count * PAGE];
    pages.get(0, bytes);
    return bytes;
  }

  private byte[] content(int count) {
    return memory.asSlice(0, (long) count * PAGE).toArray(JAVA_BYTE);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void aStreamGoesOnAcrossPackets(CompressionMethod method) throws IOException {
    int[] packets = {1, 128, 0, 7, 128, 1, 3};
    for (int level : new int[] {0, 1, method.maxLevel()}) {
      payloads.clear();
      encode(method, level, packets);
      try (PayloadDecoder decoder = Compression.decoder(method)) {
        for (int i = 0; i < packets.length; i++) {
          if (packets[i] == 0) {
            assertThat(payloads.get(i)).as("no pages, no payload").isEmpty();
          } else {
            assertThat(decoded(decoder, payloads.get(i), packets[i]))
                .as("packet %d at level %d", i, level)
                .isEqualTo(content(packets[i]));
          }
        }
      }
    }
  }

  /** As QEMU's destination reads it: a page at a time, out of one stream. */
  @Test
  void zlibIsTheStreamThatQemuReads() throws IOException, DataFormatException {
    encode(CompressionMethod.ZLIB, 1, 5, 2);
    assertThat(HexFormat.of().formatHex(payloads.getFirst(), 0, 2)).isEqualTo("7801");
    Inflater inflater = new Inflater();
    byte[] page = new byte[PAGE];
    for (int packet = 0; packet < 2; packet++) {
      byte[] payload = payloads.get(packet);
      assertThat(HexFormat.of().formatHex(payload, payload.length - 4, payload.length))
          .as("flushed")
          .isEqualTo("0000ffff");
      inflater.setInput(payload);
      for (int i = 0; i < (packet == 0 ? 5 : 2); i++) {
        assertThat(inflater.inflate(page)).isEqualTo(PAGE);
        assertThat(page).isEqualTo(memory.asSlice((long) i * PAGE, PAGE).toArray(JAVA_BYTE));
      }
    }
    inflater.end();
  }

  @Test
  void zstdBeginsAsQemusDoes() throws IOException {
    encode(CompressionMethod.ZSTD, 1, 5, 2);
    assertThat(HexFormat.of().formatHex(payloads.getFirst(), 0, 6)).isEqualTo("28b52ffd0048");
    assertThat(HexFormat.of().formatHex(payloads.getLast(), 0, 4))
        .as("no second frame")
        .isNotEqualTo("28b52ffd");
  }

  private void refuses(CompressionMethod method, byte[] payload, int count, String reason) {
    try (PayloadDecoder decoder = Compression.decoder(method)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> decoder.decode(direct(payload), pages, count * PAGE))
          .withMessageContaining(method.name().toLowerCase(java.util.Locale.ROOT))
          .withMessageContaining(reason);
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void aPayloadOfOtherSizeIsRefused(CompressionMethod method) throws IOException {
    encode(method, 1, 4);
    byte[] good = payloads.getFirst();
    refuses(method, good, 5, "holds 16384 bytes, its pages take 20480");
    refuses(method, good, 3, "more than 12288");
    refuses(method, Arrays.copyOf(good, good.length / 2), 4, "its pages take 16384");
    refuses(method, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, "damaged");
  }

  @Test
  void damageIsFoundOrLeavesWholePages() throws IOException {
    for (CompressionMethod method : List.of(CompressionMethod.ZLIB, CompressionMethod.ZSTD)) {
      payloads.clear();
      encode(method, 1, 6);
      Random random = new Random(4);
      int refused = 0;
      for (int i = 0; i < 300; i++) {
        byte[] damaged = payloads.getFirst().clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        try (PayloadDecoder decoder = Compression.decoder(method)) {
          decoder.decode(direct(damaged), pages, 6 * PAGE);
          assertThat(pages.position()).isEqualTo(6 * PAGE);
        } catch (IOException e) {
          assertThat(e).hasMessageContaining("payload");
          refused++;
        }
      }
      assertThat(refused).as("%s", method).isPositive();
    }
  }

  @Test
  void whatComesBehindThePagesIsRefused() throws IOException {
    encode(CompressionMethod.ZLIB, 1, 2, 2);
    refuses(CompressionMethod.ZLIB, joined(payloads.get(0), payloads.get(1)), 2, "more than 8192");
    payloads.clear();
    encode(CompressionMethod.ZSTD, 1, 2, 2);
    refuses(CompressionMethod.ZSTD, joined(payloads.get(0), payloads.get(1)), 2, "more than 8192");
  }

  /** A finished zlib stream: the next packet could not go on. */
  @Test
  void aZlibStreamThatEndsIsRefused() {
    java.util.zip.Deflater deflater = new java.util.zip.Deflater(1);
    deflater.setInput(content(1));
    deflater.finish();
    byte[] whole = new byte[2 * PAGE];
    int length = deflater.deflate(whole);
    deflater.end();
    refuses(CompressionMethod.ZLIB, Arrays.copyOf(whole, length), 1, "stream ended");
  }

  /** What QEMU's destination takes, too: each packet a frame of its own. */
  @Test
  void zstdFramesThatEndAreTaken() throws IOException {
    byte[] frame = com.github.luben.zstd.Zstd.compress(content(3), 1);
    try (PayloadDecoder decoder = Compression.decoder(CompressionMethod.ZSTD)) {
      for (int i = 0; i < 3; i++) {
        assertThat(decoded(decoder, frame, 3)).isEqualTo(content(3));
      }
    }
  }

  @Test
  void refusesLevelsThatThereAreNot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Compression(CompressionMethod.ZLIB, 10))
        .withMessageContaining("0 to 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Compression(CompressionMethod.ZSTD, -1))
        .withMessageContaining("0 to 20");
  }
}
