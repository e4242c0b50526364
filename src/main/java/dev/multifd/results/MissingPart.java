package dev.multifd.results;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a null where the records of a run promise that there is none. The compiler holds the
 * program to that promise, but nothing holds a file to it.
 */
final class MissingPart {
  private MissingPart() {}

  /** Where the first such null is, such as {@code cells[3].samples}; null if there is none. */
  static @Nullable String of(Record record) {
    return inRecord("", record);
  }

  private static @Nullable String inRecord(String path, Record record) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
      String missing = at(name, value(component, record), component.getAnnotatedType());
      if (missing != null) {
        return missing;
      }
    }
    return null;
  }

  private static @Nullable String at(String path, @Nullable Object value, AnnotatedType type) {
    return switch (value) {
      case null -> type.isAnnotationPresent(Nullable.class) ? null : path;
      case Record record -> inRecord(path, record);
      case List<?> list -> inList(path, list, argument(type, 0));
      case Map<?, ?> map -> inMap(path, map, argument(type, 1));
      default -> null;
    };
  }

  private static @Nullable String inList(
      String path, List<? extends @Nullable Object> list, AnnotatedType of) {
    for (int i = 0; i < list.size(); i++) {
      String missing = at(path + "[" + i + "]", list.get(i), of);
      if (missing != null) {
        return missing;
      }
    }
    return null;
  }

  private static @Nullable String inMap(
      String path, Map<?, ? extends @Nullable Object> map, AnnotatedType of) {
    for (Map.Entry<?, ? extends @Nullable Object> entry : map.entrySet()) {
      String missing = at(path + "." + entry.getKey(), entry.getValue(), of);
      if (missing != null) {
        return missing;
      }
    }
    return null;
  }

  private static AnnotatedType argument(AnnotatedType type, int index) {
    return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
  }

  private static @Nullable Object value(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
