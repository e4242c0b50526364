package dev.multifd.wire;

/**
 * The bytes that open what follows on the main channel (QEMU {@code migration/savevm.h}, {@code
 * QEMU_VM_*}).
 */
public final class SectionType {
  /** The last section has passed. */
  public static final int EOF = 0x00;

  /** First part of an iterable section, with its name. */
  public static final int START = 0x01;

  /** A further part of a started section. */
  public static final int PART = 0x02;

  /** The last part of a started section. */
  public static final int END = 0x03;

  /** A section in one piece, with its name. */
  public static final int FULL = 0x04;

  /** A subsection, only inside device state and the configuration. */
  public static final int SUBSECTION = 0x05;

  /** The JSON description of the device state, after {@link #EOF}. */
  public static final int VMDESCRIPTION = 0x06;

  /** Machine name and more, only behind the file header. */
  public static final int CONFIGURATION = 0x07;

  /** A {@link MainCommand}. */
  public static final int COMMAND = 0x08;

  /** Closes every START, PART, END and FULL. */
  public static final int FOOTER = 0x7e;

  private SectionType() {}

  /** Whether this byte may stand where one section has ended and the next begins. */
  static boolean opensSection(int type) {
    return switch (type) {
      case EOF, START, PART, END, FULL, VMDESCRIPTION, COMMAND -> true;
      default -> false;
    };
  }
}
