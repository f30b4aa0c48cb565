package hms.storage.file;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does a record have all that its type promises? A reader of JSON leaves null what a file lacks;
 * the types say with {@code @Nullable} where that is meant.
 */
final class Completeness {
  private Completeness() {}

  /** The first member that is missing; empty if all are there. */
  static Optional<String> missing(@Nullable Object value) {
    return switch (value) {
      case Record whole ->
          Arrays.stream(whole.getClass().getRecordComponents())
              .flatMap(part -> missing(whole, part).stream())
              .findFirst();
      case List<?> several -> several.stream().flatMap(each -> missing(each).stream()).findFirst();
      case null, default -> Optional.empty();
    };
  }

  private static Optional<String> missing(Record whole, RecordComponent part) {
    Object value = valueOf(whole, part);
    if (value != null) return missing(value).map(inner -> part.getName() + "/" + inner);
    boolean meant = part.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return meant ? Optional.empty() : Optional.of(part.getName());
  }

  private static @Nullable Object valueOf(Record whole, RecordComponent part) {
    try {
      return part.getAccessor().invoke(whole);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the records of the domain are public", e);
    }
  }
}
