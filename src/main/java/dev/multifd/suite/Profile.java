package dev.multifd.suite;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much time a run may take, and what it does with it. */
public enum Profile {
  /** Every kind of cell once, small guests: does the suite work here at all? */
  SMOKE(1, 1, 1, Duration.ofMinutes(1)),
  /**
   * The telling cells with enough forks for a verdict on each, of one warm shot after a rehearsal.
   */
  QUICK(6, 1, 1, Duration.ofMinutes(8)),
  /** More sizes, placements and channels. */
  STANDARD(6, 1, 3, Duration.ofMinutes(45)),
  /** Full crosses, for a machine that has the night to itself. */
  LAB(10, 1, 7, Duration.ofHours(24));

  private final int forks;
  private final int warmupShots;
  private final int shots;
  private final Duration budget;

  Profile(int forks, int warmupShots, int shots, Duration budget) {
    this.forks = forks;
    this.warmupShots = warmupShots;
    this.shots = shots;
    this.budget = budget;
  }

  /** Forks of every cell. */
  public int forks() {
    return forks;
  }

  /** Shots of every fork that are no samples; the first of them is the cold one. */
  public int warmupShots() {
    return warmupShots;
  }

  /** Measured shots of every fork. */
  public int shots() {
    return shots;
  }

  /** What the whole profile may take on two cores. */
  public Duration budget() {
    return budget;
  }

  /** The name as typed on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The profile of that name, in any case.
   *
   * @throws UsageException when there is none
   */
  public static Profile parse(String name) {
    return Arrays.stream(values())
        .filter(profile -> profile.label().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "no profile '"
                    + name
                    + "': choose "
                    + Arrays.stream(values())
                        .map(Profile::label)
                        .collect(Collectors.joining(", "))));
  }
}
