package dev.multifd.wire;

/** Fixed values of the main channel (QEMU {@code migration/savevm.c}, {@code migration/ram.c}). */
public final class MainStream {
  /** First four bytes of the main channel, "QEVM"; a destination knows the channel by them. */
  public static final int MAGIC = 0x5145564d;

  /** File version behind the magic. */
  public static final int VERSION = 3;

  /** Name of the section that carries RAM. */
  public static final String RAM_IDSTR = "ram";

  /** Version of the section that carries RAM. */
  public static final int RAM_VERSION = 4;

  /** Most RAM blocks a block list may name here. */
  public static final int MAX_BLOCKS = 65_536;

  /** The file version before {@link #VERSION}, which QEMU names obsolete. */
  static final int OBSOLETE_VERSION = 2;

  private MainStream() {}
}
