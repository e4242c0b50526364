package dev.multifd.migration.capture;

import dev.multifd.wire.InitPacket;
import dev.multifd.wire.MainStream;
import dev.multifd.wire.PacketGeometry;
import dev.multifd.wire.RamPacket;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A packet that a source has sent.
 *
 * @param sync whether it is, or carries, a SYNC
 * @param offsets of its pages, normal ones first
 */
record SeenPacket(
    boolean sync,
    int pagesAlloc,
    int normalPages,
    int nextPacketBytes,
    String idstr,
    List<Long> offsets) {

  boolean hasPages() {
    return !offsets.isEmpty();
  }

  /** The packets of each multifd channel among some connections. */
  static List<List<SeenPacket>> ofChannels(List<byte[]> connections) {
    return connections.stream()
        .filter(bytes -> ByteBuffer.wrap(bytes).getInt() != MainStream.MAGIC)
        .map(SeenPacket::ofChannel)
        .toList();
  }

  private static List<SeenPacket> ofChannel(byte[] bytes) {
    List<SeenPacket> packets = new ArrayList<>();
    MemorySegment memory = MemorySegment.ofArray(bytes);
    RamPacket packet = new RamPacket(PacketGeometry.X86);
    for (long at = InitPacket.BYTES; at < bytes.length; ) {
      packet.wrap(memory, at);
      packets.add(of(packet));
      at += PacketGeometry.X86.headerBytes() + packet.payloadBytes();
    }
    return packets;
  }

  private static SeenPacket of(RamPacket packet) {
    Long[] offsets = new Long[packet.normalPages() + packet.zeroPages()];
    Arrays.setAll(offsets, packet::pageOffset);
    return new SeenPacket(
        packet.isSync(),
        packet.pagesAlloc(),
        packet.normalPages(),
        packet.nextPacketBytes(),
        packet.idstr(),
        List.of(offsets));
  }
}
