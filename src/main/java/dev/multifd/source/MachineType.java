package dev.multifd.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine type by its name on the wire, and what follows from it.
 *
 * @param name versioned where the machine has versions, such as {@code pc-q35-10.0}
 */
public record MachineType(String name) {
  private static final String MICROVM = "microvm";
  private static final Pattern VERSIONED =
      Pattern.compile("pc-(?:q35|i440fx)-(\\d{1,3})\\.(\\d{1,3})");

  /** The dialect of its streams; the newest where {@link #isKnown} is false. */
  public WireDialect dialect() {
    Matcher version = VERSIONED.matcher(name);
    if (!version.matches()) {
      return WireDialect.NEWEST;
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    if (isUpTo(8, 0, major, minor)) {
      return WireDialect.UP_TO_8_0;
    }
    if (isUpTo(8, 2, major, minor)) {
      return WireDialect.UP_TO_8_2;
    }
    return isUpTo(9, 2, major, minor) ? WireDialect.UP_TO_9_2 : WireDialect.NEWEST;
  }

  private static boolean isUpTo(int lastMajor, int lastMinor, int major, int minor) {
    return major < lastMajor || (major == lastMajor && minor <= lastMinor);
  }

  /** Whether the name tells the dialect. */
  public boolean isKnown() {
    return name.equals(MICROVM) || VERSIONED.matcher(name).matches();
  }
}
