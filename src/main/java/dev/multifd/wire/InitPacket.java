package dev.multifd.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * The hello that opens every multifd channel, 64 bytes (QEMU {@code MultiFDInit_t}, {@code
 * multifd_send_initial_packet}, {@code multifd_recv_initial_packet}).
 *
 * <p>Channels connect in any order; only the id in the hello tells which is which.
 *
 * @param vm the guest's UUID, all zero if the guest has none
 * @param channelId the channel's number, from 0
 */
public record InitPacket(UUID vm, int channelId) {
  /** Length of a hello in bytes. */
  public static final int BYTES = 64;

  /** First field of a hello and of every packet. */
  public static final int MAGIC = 0x11223344;

  /** Second field of a hello and of every packet; never raised so far. */
  public static final int VERSION = 1;

  /** Most channels a migration can have: the id is one byte, and QEMU's parameter ends at 255. */
  public static final int MAX_CHANNELS = 255;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private static final long MAGIC_OFFSET = 0;
  private static final long VERSION_OFFSET = 4;
  private static final long UUID_OFFSET = 8;
  private static final long ID_OFFSET = 24;

  /**
   * Writes a hello, reserved bytes included.
   *
   * @param dst where to, with {@link #BYTES} bytes of room
   * @param at the offset in {@code dst}
   * @param vm the guest's UUID
   * @param channelId the channel's number
   * @throws IllegalArgumentException if the number does not fit
   */
  public static void encode(MemorySegment dst, long at, UUID vm, int channelId) {
    if (channelId < 0 || channelId >= MAX_CHANNELS) {
      throw new IllegalArgumentException(
          "channel id " + channelId + ": use 0.." + (MAX_CHANNELS - 1));
    }
    dst.asSlice(at, BYTES).fill((byte) 0);
    dst.set(INT, at + MAGIC_OFFSET, MAGIC);
    dst.set(INT, at + VERSION_OFFSET, VERSION);
    dst.set(LONG, at + UUID_OFFSET, vm.getMostSignificantBits());
    dst.set(LONG, at + UUID_OFFSET + Long.BYTES, vm.getLeastSignificantBits());
    dst.set(ValueLayout.JAVA_BYTE, at + ID_OFFSET, (byte) channelId);
  }

  /**
   * Reads and checks a hello. Reserved bytes are ignored, as QEMU does; an id equal to the number
   * of channels is refused, which QEMU lets through.
   *
   * @param src where from, with {@link #BYTES} bytes
   * @param at the offset in {@code src}
   * @param expectedVm the UUID of this side's guest
   * @param channels how many channels this side is configured for
   * @return the hello
   * @throws WireException if the magic, version, UUID or id is not what it must be
   */
  public static InitPacket decode(MemorySegment src, long at, UUID expectedVm, int channels)
      throws WireException {
    int magic = src.get(INT, at + MAGIC_OFFSET);
    if (magic != MAGIC) {
      throw WireException.mismatch("multifd hello magic", magic, MAGIC);
    }
    int version = src.get(INT, at + VERSION_OFFSET);
    if (version != VERSION) {
      throw new WireException(
          "multifd hello version", Integer.toUnsignedString(version), Integer.toString(VERSION));
    }
    UUID vm =
        new UUID(src.get(LONG, at + UUID_OFFSET), src.get(LONG, at + UUID_OFFSET + Long.BYTES));
    if (!vm.equals(expectedVm)) {
      throw new WireException("multifd hello uuid", vm.toString(), expectedVm.toString());
    }
    int channelId = Byte.toUnsignedInt(src.get(ValueLayout.JAVA_BYTE, at + ID_OFFSET));
    if (channelId >= channels) {
      throw new WireException(
          "multifd hello channel id",
          Integer.toString(channelId),
          "less than the " + channels + " configured channels; set multifd-channels alike");
    }
    return new InitPacket(vm, channelId);
  }
}
