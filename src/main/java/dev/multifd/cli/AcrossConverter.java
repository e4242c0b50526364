package dev.multifd.cli;

import dev.multifd.results.compare.Condition;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads conditions that a comparison may go across: cells of other parameters never compare. */
final class AcrossConverter implements ITypeConverter<Condition> {
  private static final Set<Condition> ALLOWED = EnumSet.of(Condition.HOST, Condition.JVM);

  @Override
  public Condition convert(String text) {
    return ALLOWED.stream()
        .filter(condition -> condition.word().equals(text))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("'" + text + "' is not host or jvm"));
  }
}
