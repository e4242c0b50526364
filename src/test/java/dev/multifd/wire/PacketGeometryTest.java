package dev.multifd.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketGeometryTest {
  @ParameterizedTest
  @CsvSource({"1024, 512, 4416", "4096, 128, 1344", "16384, 32, 576", "65536, 8, 384"})
  void headerGrowsWithThePagesOfHalfAMebibyte(int pageBytes, int pages, int headerBytes) {
    PacketGeometry geometry = new PacketGeometry(pageBytes);

    assertThat(geometry.pagesPerPacket()).isEqualTo(pages);
    assertThat(geometry.headerBytes()).isEqualTo(headerBytes);
    assertThat(geometry.payloadBytes()).isEqualTo(524_288);
  }

  @Test
  void x86HasFourKibibytePages() {
    assertThat(PacketGeometry.X86.pageBytes()).isEqualTo(4096);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -4096, 0, 1, 512, 1023, 4097, 12_288, 131_072})
  void refusesOtherPageSizes(int pageBytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PacketGeometry(pageBytes))
        .withMessage("page size %d bytes: use a power of two from 1024 to 65536", pageBytes);
  }
}
