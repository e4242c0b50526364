package dev.multifd.suite;

import java.time.Duration;

/**
 * What a cell takes on the machine the budget was made for: two cores, loopback.
 *
 * @param setup one fork without its shots: the JVM, JMH, making the guest, rehearsing
 * @param shot one shot with its proof and clean-up
 */
record Cost(Duration setup, Duration shot) {
  private static final Duration LONG_SHOT = Duration.ofMillis(400);

  /** Shots that a fork takes at most for each one of its profile. */
  static final int MOST_REPEATS = 3;

  static Cost ofMillis(long setup, long shot) {
    return new Cost(Duration.ofMillis(setup), Duration.ofMillis(shot));
  }

  /** The cost with a set-up that is so much longer. */
  Cost after(Duration longer) {
    return new Cost(setup.plus(longer), shot);
  }

  /** One fork of so many shots, warm-up counted in. */
  Duration fork(int shots) {
    return setup.plus(shot.multipliedBy(shots));
  }

  /** How many shots a fork takes for each one of its profile, whose shots are whole migrations. */
  int repeats() {
    return Math.clamp(LONG_SHOT.dividedBy(shot), 1, MOST_REPEATS);
  }

  /** The cost with a guest that is larger or smaller; a JVM's start stays what it is. */
  Cost scaled(double factor) {
    return new Cost(setup, Duration.ofNanos(Math.round(shot.toNanos() * factor)));
  }

  /** The cost where everything takes {@code factor} times as long. */
  Cost times(int factor) {
    return new Cost(setup.multipliedBy(factor), shot.multipliedBy(factor));
  }
}
