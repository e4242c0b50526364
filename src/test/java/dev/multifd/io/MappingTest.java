package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
  @ParameterizedTest
  @ValueSource(longs = {4096, 2 << 20, (6 << 20) + 4096})
  void beginsAtAHugePageAndHasTheSizeAskedFor(long bytes) throws SystemCallException {
    try (Mapping mapping = Mapping.anonymous(bytes)) {
      assertThat(mapping.segment().address() % Mapping.HUGE_PAGE_BYTES).isZero();
      assertThat(mapping.segment().byteSize()).isEqualTo(bytes);
      assertThat(mapping.segment().get(JAVA_BYTE, 0)).isZero();
      mapping.segment().set(JAVA_BYTE, bytes - 1, (byte) 7);
      assertThat(mapping.segment().get(JAVA_BYTE, bytes - 1)).isEqualTo((byte) 7);
    }
  }

  @Test
  void mapsATebibyte() throws SystemCallException {
    try (Mapping mapping = Mapping.anonymous(1L << 40)) {
      mapping.segment().set(JAVA_BYTE, (1L << 40) - 1, (byte) 1);
      assertThat(mapping.segment().get(JAVA_BYTE, (1L << 40) - 1)).isEqualTo((byte) 1);
    }
  }

  @Test
  void dropsThePagesOnDontneed() throws SystemCallException {
    try (Mapping mapping = Mapping.anonymous(8192)) {
      mapping.segment().fill((byte) 1);
      Mapping.advise(mapping.segment().address(), 4096, Advice.DONTNEED);
      assertThat(mapping.segment().get(JAVA_BYTE, 4095)).isZero();
      assertThat(mapping.segment().get(JAVA_BYTE, 4096)).isEqualTo((byte) 1);
      mapping.advise(Advice.DONTNEED);
      assertThat(mapping.segment().mismatch(MemorySegment.ofArray(new byte[8192]))).isEqualTo(-1);
    }
  }

  @Test
  void saysWhichAddressSpaceIsNotToBeHad() {
    assertThatExceptionOfType(SystemCallException.class)
        .isThrownBy(() -> Mapping.anonymous(1L << 60).close())
        .withMessageStartingWith("mmap 1152921504606846976 anonymous bytes: ")
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENOMEM));
  }

  @Test
  void saysWhichAdviceWasRefused() throws SystemCallException {
    try (Mapping mapping = Mapping.anonymous(8192)) {
      assertThatExceptionOfType(SystemCallException.class)
          .isThrownBy(() -> Mapping.advise(mapping.segment().address() + 1, 4096, Advice.DONTNEED))
          .withMessageStartingWith("madvise DONTNEED of 4096 bytes: ")
          .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL));
    }
  }

  @Test
  void isUnmappedOnce() throws SystemCallException {
    Mapping first = Mapping.anonymous(1L << 30);
    long address = first.segment().address();
    first.close();
    try (Mapping second = Mapping.anonymous(1L << 30)) {
      // Where the kernel gave the same place again, a second munmap of it would take it away.
      assumeTrue(second.segment().address() == address);
      first.close();
      second.segment().set(JAVA_BYTE, 0, (byte) 1);
      assertThat(second.segment().get(JAVA_BYTE, 0)).isEqualTo((byte) 1);
    }
  }
}
