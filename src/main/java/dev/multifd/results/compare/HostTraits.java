package dev.multifd.results.compare;

import dev.multifd.results.Environment;
import java.util.Map;

/** The machine. A kernel without a shared page of zeroes makes it another one for this suite. */
final class HostTraits implements Traits {
  @Override
  public Map<String, String> of(MeasuredCell measured) {
    Environment environment = measured.run().environmentAtStart();
    return new TraitMap()
        .with("name", environment.host().label())
        .with("fingerprint", environment.host().fingerprint())
        .with("shared zero page", environment.memory().sharedZeroPage())
        .toMap();
  }
}
