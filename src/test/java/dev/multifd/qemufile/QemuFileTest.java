package dev.multifd.qemufile;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.fixture.ByteSink;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Threads;
import dev.multifd.io.StreamSocket;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The two ends of a buffered stream against each other and against a plain list of bytes. */
@ExtendWith(NoLeaks.class)
class QemuFileTest {
  private static final int PAGE = 4096;

  private final Arena arena = Arena.ofShared();
  private StreamSocket near;
  private StreamSocket far;

  @BeforeEach
  void connect() throws IOException {
    StreamSocket[] pair = StreamSocket.pair();
    near = pair[0];
    far = pair[1];
  }

  @AfterEach
  void close() {
    near.close();
    far.close();
    arena.close();
  }

  private MemorySegment pages(int count) {
    MemorySegment pages = arena.allocate((long) count * PAGE, PAGE);
    byte[] random = new byte[count * PAGE];
    new Random(count).nextBytes(random);
    MemorySegment.copy(random, 0, pages, JAVA_BYTE, 0, random.length);
    return pages;
  }

  @Test
  void fieldsAndPagesArriveInOrder() throws IOException {
    MemorySegment pages = pages(3);
    ByteSink expected = new ByteSink();
    FutureTask<byte[]> reading = read(8 + 3 * PAGE + 8 + 4 + 2 + 1);
    QemuFileWriter writer = new QemuFileWriter(near);
    writer.putLong(0x0102_0304_0506_0708L);
    writer.putReference(pages, PAGE, PAGE);
    writer.putReference(pages, 2 * PAGE, PAGE);
    writer.putLong(-2);
    writer.putInt(0x8000_0001);
    writer.putReference(pages, 0, PAGE);
    writer.putShort(0xfffe);
    writer.putByte(0x80);
    assertThat(near.writeCalls()).as("nothing leaves before the flush").isZero();
    writer.flush();
    assertThat(near.writeCalls()).as("all of it in one call").isOne();
    expected.putLong(0x0102_0304_0506_0708L);
    expected.putBytes(pages.asSlice(PAGE, 2 * PAGE).toArray(JAVA_BYTE));
    expected.putLong(-2);
    expected.putInt(0x8000_0001);
    expected.putBytes(pages.asSlice(0, PAGE).toArray(JAVA_BYTE));
    expected.putShort(0xfffe);
    expected.putByte(0x80);
    assertThat(resultOf(reading)).isEqualTo(expected.toByteArray());
    writer.flush();
    assertThat(near.writeCalls()).as("flushing nothing writes nothing").isOne();
  }

  private FutureTask<byte[]> read(int bytes) {
    QemuFileReader reader = new QemuFileReader(far);
    FutureTask<byte[]> reading =
        new FutureTask<>(() -> {
          byte[] all = new byte[bytes];
          reader.readBytes(all);
          return all;
        });
    Thread.ofPlatform().daemon().name("fake/reader").start(reading);
    return reading;
  }

  private static byte[] resultOf(FutureTask<byte[]> reading) {
    Threads.await(reading::isDone);
    Threads.await(() ->
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("fake/reader")));
    return reading.resultNow();
  }

  /** More than the buffer and more entries than a call takes, in random pieces. */
  @Test
  void flushesByItselfWhenItIsFull() throws IOException {
    MemorySegment pages = pages(8);
    Random random = new Random(11);
    ByteSink expected = new ByteSink();
    for (int i = 0; i < 4000; i++) {
      append(expected, random, pages);
    }
    byte[] all = expected.toByteArray();
    FutureTask<byte[]> reading = read(all.length);
    QemuFileWriter writer = new QemuFileWriter(near);
    Random again = new Random(11);
    for (int i = 0; i < 4000; i++) {
      append(writer, again, pages);
    }
    writer.flush();
    assertThat(resultOf(reading)).isEqualTo(all);
    assertThat(near.writtenBytes()).isEqualTo(all.length);
  }

  private static void append(ByteSink sink, Random random, MemorySegment pages) {
    switch (random.nextInt(5)) {
      case 0 -> sink.putByte(random.nextInt());
      case 1 -> sink.putShort(random.nextInt());
      case 2 -> sink.putLong(random.nextLong());
      case 3 -> sink.putBytes(new byte[random.nextInt(100)]);
      default -> {
        long offset = random.nextInt(8) * (long) PAGE;
        sink.putBytes(pages.asSlice(offset, PAGE).toArray(JAVA_BYTE));
      }
    }
  }

  private static void append(QemuFileWriter writer, Random random, MemorySegment pages)
      throws IOException {
    switch (random.nextInt(5)) {
      case 0 -> writer.putByte(random.nextInt());
      case 1 -> writer.putShort(random.nextInt());
      case 2 -> writer.putLong(random.nextLong());
      case 3 -> writer.putBytes(new byte[random.nextInt(100)]);
      default -> writer.putReference(pages, random.nextInt(8) * (long) PAGE, PAGE);
    }
  }

  /** One entry after the other, none next to the one before: a thousand of them in a call. */
  @Test
  void smallFieldsBetweenPagesFitTheCallsEntries() throws IOException {
    MemorySegment pages = pages(1);
    int records = 700;
    FutureTask<byte[]> reading = read(records * 9);
    QemuFileWriter writer = new QemuFileWriter(near);
    for (int i = 0; i < records; i++) {
      writer.putLong(i);
      writer.putReference(pages, i, 1);
    }
    writer.flush();
    byte[] all = resultOf(reading);
    for (int i = 0; i < records; i++) {
      assertThat(all[i * 9 + 7]).isEqualTo((byte) i);
      assertThat(all[i * 9 + 8]).isEqualTo(pages.get(JAVA_BYTE, i));
    }
  }

  @Test
  void aReferenceIsReadWhenItIsFlushed() throws IOException {
    MemorySegment pages = pages(1);
    QemuFileWriter writer = new QemuFileWriter(near);
    writer.putReference(pages, 0, 1);
    pages.set(JAVA_BYTE, 0, (byte) 99);
    writer.flush();
    assertThat(new QemuFileReader(far).readByte()).isEqualTo(99);
  }

  @Test
  void bytesThatWereReadBeforeComeFirst() throws IOException {
    MemorySegment begun = arena.allocateFrom(JAVA_BYTE, (byte) 'Q', (byte) 'E');
    QemuFileWriter writer = new QemuFileWriter(near);
    writer.putShort('V' << 8 | 'M');
    writer.flush();
    QemuFileReader reader = new QemuFileReader(far, begun);
    assertThat(reader.readInt()).isEqualTo(0x5145564d);
  }

  @Test
  void readsNumbersAsUnsignedWhereTheyAre() throws IOException {
    QemuFileWriter writer = new QemuFileWriter(near);
    writer.putByte(0xff);
    writer.putShort(0xffff);
    writer.putInt(-1);
    writer.putLong(-1);
    writer.flush();
    QemuFileReader reader = new QemuFileReader(far);
    assertThat(reader.readByte()).isEqualTo(0xff);
    assertThat(reader.readShort()).isEqualTo(0xffff);
    assertThat(reader.readInt()).isEqualTo(-1);
    assertThat(reader.readLong()).isEqualTo(-1);
  }

  @Test
  void saysHowFarTheStreamCame() throws IOException {
    QemuFileWriter writer = new QemuFileWriter(near);
    writer.putLong(1);
    writer.putShort(1);
    writer.flush();
    near.shutdownOutput();
    QemuFileReader reader = new QemuFileReader(far);
    assertThat(reader.readLong()).isEqualTo(1);
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(reader::readInt)
        .withMessage(
            "the peer closed the connection after 10 bytes, 2 short of what was expected next");
  }
}
