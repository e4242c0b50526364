package dev.multifd.wire;

import java.util.StringJoiner;

/**
 * The low bits of the u64 that opens every record of a RAM section (QEMU {@code migration/ram.c},
 * {@code RAM_SAVE_FLAG_*}). The bits above them are an offset or a size.
 */
public final class RamFlag {
  /** Obsolete. */
  public static final int FULL = 0x001;

  /** A page of zeroes: the block's name unless {@link #CONTINUE}, then one byte 0. */
  public static final int ZERO = 0x002;

  /** The block list; the upper bits are the sum of the blocks' lengths. */
  public static final int MEM_SIZE = 0x004;

  /** A page: the block's name unless {@link #CONTINUE}, then its bytes. */
  public static final int PAGE = 0x008;

  /** End of this section's payload. */
  public static final int EOS = 0x010;

  /** The page is in the same block as the page record before, of whichever section. */
  public static final int CONTINUE = 0x020;

  /** A page as a difference; never together with multifd. */
  public static final int XBZRLE = 0x040;

  /** RDMA's; carries nothing on a socket. */
  public static final int HOOK = 0x080;

  /** A page compressed on the main channel, up to QEMU 9.0. */
  public static final int COMPRESS_PAGE = 0x100;

  /** The main channel's half of a multifd barrier, since QEMU 8.1. */
  public static final int MULTIFD_FLUSH = 0x200;

  /** The bits that are flags, for guest pages of 4 KiB and more. */
  public static final int FLAG_MASK = 0xfff;

  private static final String[] NAMES = {
    "FULL",
    "ZERO",
    "MEM_SIZE",
    "PAGE",
    "EOS",
    "CONTINUE",
    "XBZRLE",
    "HOOK",
    "COMPRESS_PAGE",
    "MULTIFD_FLUSH",
    "0x400",
    "0x800",
  };

  private RamFlag() {}

  /** The flags of a record. */
  public static int of(long ramRecord) {
    return (int) ramRecord & FLAG_MASK;
  }

  /** The offset or size of a record, in bytes. */
  public static long address(long ramRecord) {
    return ramRecord & ~(long) FLAG_MASK;
  }

  /** The flags of a record by name, such as {@code ZERO|CONTINUE}; {@code 0} if there are none. */
  public static String describe(long flags) {
    StringJoiner names = new StringJoiner("|").setEmptyValue("0");
    for (int bit = 0; bit < NAMES.length; bit++) {
      if ((flags & (1L << bit)) != 0) {
        names.add(NAMES[bit]);
      }
    }
    return names.toString();
  }

  /**
   * Checks that a record is of exactly one kind, that CONTINUE stands only on a page, and that a
   * barrier or end carries no address. Pages in an encoding that is never used with multifd are
   * refused, because the bytes behind them could not be skipped.
   *
   * @param ramRecord the u64 as it came
   * @throws WireException if the combination is none of those
   */
  public static void validate(long ramRecord) throws WireException {
    int flags = of(ramRecord);
    switch (flags) {
      case ZERO, ZERO | CONTINUE, PAGE, PAGE | CONTINUE, MEM_SIZE, HOOK -> {}
      case EOS, MULTIFD_FLUSH -> {
        if (address(ramRecord) != 0) {
          throw new WireException(
              "RAM record " + describe(flags),
              WireException.hex(ramRecord),
              WireException.hex((long) flags));
        }
      }
      case XBZRLE, XBZRLE | CONTINUE ->
          throw new WireException("RAM record", describe(flags), "the xbzrle capability off");
      case COMPRESS_PAGE, COMPRESS_PAGE | CONTINUE ->
          throw new WireException("RAM record", describe(flags), "the compress capability off");
      default ->
          throw new WireException(
              "RAM record",
              describe(flags),
              "one of ZERO, PAGE (each with or without CONTINUE), MEM_SIZE, EOS, HOOK,"
                  + " MULTIFD_FLUSH");
    }
  }
}
