package dev.multifd.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A packet must not cost garbage: there are hundreds of thousands of them a second. */
class RamPacketAllocationTest {
  private static final byte[] RAM0 = "ram0".getBytes(UTF_8);
  private static final int WARM_UP_PACKETS = 50_000;
  private static final int MEASURED_PACKETS = 10_000;

  private final MemorySegment segment = Arena.ofAuto().allocate(2 * 1344);
  private final RamPacket packet = new RamPacket(PacketGeometry.X86);

  @Test
  void encodingAndReadingAllocateNothing() throws WireException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long sum = packets(WARM_UP_PACKETS);
    long before = threads.getCurrentThreadAllocatedBytes();
    sum += packets(MEASURED_PACKETS);
    long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(sum).isPositive();
    // One object a packet would be 160 000 bytes or more; the margin is for the measuring itself.
    assertThat(allocatedBytes).isLessThan(MEASURED_PACKETS);
  }

  private long packets(int count) throws WireException {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      packet.wrap(segment, (i & 1) * 1344L);
      packet.encodeData(RAM0, PacketFlags.NOCOMP, 100, 20, 409_600, i);
      packet.putConsecutiveOffsets(0, i * 4096L, 119);
      packet.putPageOffset(119, 4096);
      packet.validateHead(PacketFlags.NOCOMP);
      sum += packet.idstrEquals(RAM0) ? packet.payloadBytes() : 0;
      sum += packet.pageOffset(119) + packet.packetNumber();
      packet.encodeSync(i);
    }
    return sum;
  }
}
