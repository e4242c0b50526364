package dev.multifd.bench;

import org.openjdk.jmh.annotations.Param;

/** Fills a benchmark's parameters. */
final class BenchmarkFields {
  private BenchmarkFields() {}

  /** As JMH does, from the annotation. */
  static void setDefaults(Object benchmark) {
    for (var field : benchmark.getClass().getFields()) {
      Param param = field.getAnnotation(Param.class);
      if (param != null) {
        set(benchmark, field.getName(), param.value()[0]);
      }
    }
  }

  static void set(Object benchmark, String name, String value) {
    try {
      benchmark.getClass().getField(name).set(benchmark, value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name, e);
    }
  }
}
