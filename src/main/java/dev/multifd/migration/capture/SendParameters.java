package dev.multifd.migration.capture;

import dev.multifd.io.Endpoint;
import dev.multifd.migration.ParameterText;
import dev.multifd.migration.Scenario;
import dev.multifd.source.Confirmation;
import dev.multifd.source.ConvergenceOptions;
import dev.multifd.source.WireDialect;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A sender's options as people write them down: names and texts, one parameter each. */
public final class SendParameters {
  /** The parameters that a {@link Scenario} does not have, too. */
  private static final Map<String, String> OWN =
      Map.of(
          "to", "",
          "dialect", "machine",
          "confirmation", "return-path",
          "uuidSubsection", "left-out",
          "connectTimeoutMs", Long.toString(SendOptions.CONNECT_TIMEOUT.toMillis()));

  private static final String CHANNELS = "channels";
  private static final String DETECTION = "zeroPageDetection";
  private static final String LIMIT = "limit";

  private final Map<String, String> own = new HashMap<>(OWN);
  private final Map<String, String> ofScenario = new HashMap<>();

  /**
   * @param given a scenario's parameters, and: {@code to}, where the destination listens; {@code
   *     dialect}, {@code machine} for that of the guest's machine type; {@code confirmation};
   *     {@code uuidSubsection}; {@code connectTimeoutMs}. {@code channels} 0, which is the default,
   *     is precopy
   */
  public SendParameters(Map<String, String> given) {
    given.forEach((name, value) -> (OWN.containsKey(name) ? own : ofScenario).put(name, value));
  }

  /** Names of all parameters. */
  public static Set<String> names() {
    Set<String> names = new HashSet<>(Scenario.DEFAULTS.keySet());
    names.addAll(OWN.keySet());
    return names;
  }

  /**
   * The options for a guest. Zero pages are looked for as is usual in the dialect, unless something
   * else was given.
   *
   * @throws IllegalArgumentException naming the value that does not fit, and what would
   */
  public SendOptions optionsFor(StoredGuest guest) {
    WireDialect dialect =
        own("dialect").equals("machine")
            ? guest.machineType().dialect()
            : ParameterText.constant("dialect", own("dialect"), WireDialect.class);
    return new SendOptions(
        endpoint(),
        scenario(dialect).options(),
        dialect,
        ParameterText.constant("confirmation", own("confirmation"), Confirmation.class),
        ParameterText.constant("uuidSubsection", own("uuidSubsection"), UuidSubsection.class),
        connectTimeout());
  }

  /** Where the destination listens. */
  Endpoint endpoint() {
    return EndpointText.parse("to", own("to"));
  }

  private Scenario scenario(WireDialect dialect) {
    Map<String, String> values = new HashMap<>(ofScenario);
    values.putIfAbsent(DETECTION, ParameterText.of(dialect.usualDetection()));
    values.putIfAbsent(LIMIT, Long.toString(ConvergenceOptions.MAX_TIME_LIMIT.toSeconds()));
    if (values.getOrDefault(CHANNELS, "0").equals("0")) {
      values.remove(CHANNELS);
      values.put("mode", "precopy");
    }
    return Scenario.of(values);
  }

  private Duration connectTimeout() {
    try {
      return Duration.ofMillis(Long.parseLong(own("connectTimeoutMs")));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "connectTimeoutMs is '" + own("connectTimeoutMs") + "': give a whole number", e);
    }
  }

  private String own(String name) {
    return own.getOrDefault(name, "");
  }
}
