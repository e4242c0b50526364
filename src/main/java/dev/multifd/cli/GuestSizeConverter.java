package dev.multifd.cli;

import dev.multifd.suite.ByteSize;
import dev.multifd.suite.UsageException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads guest sizes such as {@code 16G}, and refuses those that no made-up guest can have. */
final class GuestSizeConverter implements ITypeConverter<ByteSize> {
  /** One huge page. */
  static final ByteSize MIN = ByteSize.parse("2M");

  static final ByteSize MAX = ByteSize.parse("1T");

  @Override
  public ByteSize convert(String text) {
    ByteSize size = parse(text);
    if (size.bytes() < MIN.bytes() || size.bytes() > MAX.bytes()) {
      throw new TypeConversionException(
          "no guest size: '" + text + "'; give " + MIN + " to " + MAX);
    }
    return size;
  }

  private static ByteSize parse(String text) {
    try {
      return ByteSize.parse(text);
    } catch (UsageException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
