package hms.domain;

import java.util.function.Function;

/**
 * What became of a request: done, with a value, or refused, with the reason.
 *
 * <p>A refusal is something a correct caller can meet and is a value; a fault is something broken
 * and travels as an exception. Source: docs/adr/0001.
 */
public sealed interface Outcome<T> {

  /** The request was carried out. */
  record Done<T>(T value) implements Outcome<T> {}

  /** The request was understood and declined; nothing has changed. */
  record Refused<T>(Refusal why) implements Outcome<T> {}

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> refused(Refusal why) {
    return new Refused<>(why);
  }

  default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Done<T>(var value) -> new Done<>(change.apply(value));
      case Refused<T>(var why) -> new Refused<>(why);
    };
  }

  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    return switch (this) {
      case Done<T>(var value) -> next.apply(value);
      case Refused<T>(var why) -> new Refused<>(why);
    };
  }

  /**
   * The value, where a refusal would be a defect of the caller.
   *
   * @throws IllegalStateException naming the refusal
   */
  default T orThrow() {
    return switch (this) {
      case Done<T>(var value) -> value;
      case Refused<T>(var why) -> throw new IllegalStateException("refused: " + why);
    };
  }
}
