package dev.multifd.migration;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Enum constants as people write them in parameters: lower case, with hyphens. */
public final class ParameterText {
  private ParameterText() {}

  /**
   * The constant of that text.
   *
   * @throws IllegalArgumentException naming parameter and text, and what would fit
   */
  public static <E extends Enum<E>> E constant(String parameter, String text, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (of(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        parameter
            + " is '"
            + text
            + "': give one of "
            + list(Arrays.stream(type.getEnumConstants())));
  }

  /** The texts of several constants, for people. */
  public static String list(Stream<? extends Enum<?>> constants) {
    return constants.map(ParameterText::of).collect(Collectors.joining(", "));
  }

  /** The text of a constant. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
