package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class AddressSpaceTest {
  @Test
  void readsWhatTheSegmentHolds() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(100);
      memory.set(JAVA_BYTE, 99, (byte) 7);
      long last = AddressSpace.address(memory, 99, 1);
      assertThat(AddressSpace.MEMORY.get(JAVA_BYTE, AddressSpace.known(last))).isEqualTo((byte) 7);
    }
  }

  @Test
  void refusesAStretchThatIsNotInside() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(100);
      assertThat(AddressSpace.address(memory, 100, 0)).isEqualTo(memory.address() + 100);
      for (long[] range : new long[][] {{99, 2}, {101, 0}, {-1, 1}, {0, -1}}) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
            .isThrownBy(() -> AddressSpace.address(memory, range[0], range[1]))
            .withMessageContaining(Long.toString(range[0]));
      }
    }
  }

  @Test
  void refusesMemoryThatIsGone() {
    MemorySegment memory;
    try (Arena arena = Arena.ofConfined()) {
      memory = arena.allocate(100);
    }
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> AddressSpace.address(memory, 0, 100))
        .withMessageContaining("gone");
  }

  @Test
  void refusesTheJavaHeap() {
    MemorySegment heap = MemorySegment.ofArray(new byte[100]);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> AddressSpace.address(heap, 0, 100))
        .withMessageContaining("native");
  }
}
