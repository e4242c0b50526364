package dev.multifd.results.compare;

import java.util.List;
import java.util.Locale;

/** What must be alike for two cells to be comparable. */
public enum Condition {
  /** One machine. */
  HOST,
  /** One JVM, with the same flags. */
  JVM,
  /** The same benchmark with the same parameters. */
  PARAMS;

  /** What differs, in words; none if the condition holds. */
  List<String> differences(MeasuredCell base, MeasuredCell contender) {
    Traits traits = traits();
    return TraitMap.differences(traits.of(base), traits.of(contender));
  }

  /** What it is called on the command line and in verdicts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private Traits traits() {
    return switch (this) {
      case HOST -> new HostTraits();
      case JVM -> new JvmTraits();
      case PARAMS -> new ParameterTraits();
    };
  }
}
