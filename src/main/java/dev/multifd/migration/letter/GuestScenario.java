package dev.multifd.migration.letter;

import dev.multifd.migration.model.GuestParameters;

/** What the letter's guest was doing. */
public enum GuestScenario {
  /** Just booted, nothing. */
  IDLE,
  /** {@code stress --vm 4 --vm-keep --vm-bytes 400M}. */
  DIRTYING;

  /** The guest as the model has it. */
  public GuestParameters guest() {
    return switch (this) {
      case IDLE -> GuestParameters.IDLE;
      case DIRTYING -> GuestParameters.DIRTYING;
    };
  }
}
