package dev.multifd.results.compare;

import java.util.Map;

/**
 * What a cell ran. A parameter that one program has and the other does not know is no difference:
 * suites grow, and a new parameter's default is what was done before.
 */
final class ParameterTraits implements Traits {
  @Override
  public Map<String, String> of(MeasuredCell measured) {
    TraitMap traits = new TraitMap().with("benchmark", measured.cell().benchmark());
    measured.cell().params().forEach(traits::with);
    return traits.toMap();
  }
}
