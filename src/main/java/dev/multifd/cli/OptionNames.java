package dev.multifd.cli;

import dev.multifd.migration.Scenario;
import java.util.Locale;
import java.util.Set;

/** What a scenario's parameters are called on the command line. */
final class OptionNames {
  private OptionNames() {}

  /** The option of a parameter: {@code --guest-size} of guestSize. */
  static String of(String parameter) {
    String withoutUnit = parameter.replaceFirst("Ms$", "");
    return "--" + withoutUnit.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** A message that begins with a scenario's parameter, with the option's name instead. */
  static String inMessage(String message) {
    return inMessage(message, Scenario.DEFAULTS.keySet());
  }

  /** A message that begins with one of these parameters, with the option's name instead. */
  static String inMessage(String message, Set<String> parameters) {
    for (String parameter : parameters) {
      if (message.startsWith(parameter + " ")) {
        return of(parameter) + message.substring(parameter.length());
      }
    }
    return message;
  }
}
