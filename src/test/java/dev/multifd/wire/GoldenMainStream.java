package dev.multifd.wire;

import java.util.List;

/**
 * The head of a main channel that QEMU 10.0 really wrote: q35, multifd with two channels, the new
 * dialect, a guest that never ran. Written out by hand, not by the encoder.
 */
final class GoldenMainStream {
  static final int RAM_ID = 1;
  static final long TOTAL_BYTES = 0x1008_2000L;

  static final List<BlockEntry> BLOCKS =
      List.of(
          new BlockEntry("ram0", 268_435_456),
          new BlockEntry("/rom@etc/acpi/tables", 131_072),
          new BlockEntry("pc.bios", 262_144),
          new BlockEntry("pc.rom", 131_072),
          new BlockEntry("/rom@etc/table-loader", 4_096),
          new BlockEntry("/rom@etc/acpi/rsdp", 4_096));

  /** Everything up to the device state, 257 bytes. */
  static final String HEX =
      Hex.compact(
          """
          5145564d 00000003
          07 0000000b 70632d7133352d31302e30
          01 00000001 03 72616d 00000000 00000004
          0000000010082004
          04 72616d30 0000000010000000
          14 2f726f6d406574632f616370692f7461626c6573 0000000000020000
          07 70632e62696f73 0000000000040000
          06 70632e726f6d 0000000000020000
          15 2f726f6d406574632f7461626c652d6c6f61646572 0000000000001000
          12 2f726f6d406574632f616370692f72736470 0000000000001000
          0000000000000200 0000000000000010
          7e 00000001
          02 00000001 0000000000000200 0000000000000010 7e 00000001
          08 000b 0000
          03 00000001 0000000000000200 0000000000000010 7e 00000001
          """);

  private GoldenMainStream() {}
}
