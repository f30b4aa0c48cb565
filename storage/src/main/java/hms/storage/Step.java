package hms.storage;

import static java.util.Collections.unmodifiableList;

import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.domain.Refusal;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One step of a use case: something that answers later and may be refused. A refusal or a fault
 * ends the chain; the rest is skipped.
 *
 * @param future fails for faults only
 */
public record Step<T>(Future<Outcome<T>> future) {

  public static <T> Step<T> of(Outcome<T> outcome) {
    return new Step<>(Future.succeededFuture(outcome));
  }

  public static <T> Step<T> done(T value) {
    return of(Outcome.done(value));
  }

  public static <T> Step<T> refused(Refusal why) {
    return of(Outcome.refused(why));
  }

  /** A step that cannot be refused. */
  public static <T> Step<T> from(Future<T> future) {
    return new Step<>(future.map(Outcome::done));
  }

  public <R> Step<R> then(Function<? super T, Step<R>> next) {
    return new Step<>(
        future.compose(outcome ->
            switch (outcome) {
              case Done<T>(var value) -> next.apply(value).future;
              case Refused<T>(var why) -> Future.succeededFuture(Outcome.refused(why));
            }));
  }

  /** Decides, without waiting for anything. */
  public <R> Step<R> decide(Function<? super T, Outcome<R>> decision) {
    return new Step<>(future.map(outcome -> outcome.then(decision::apply)));
  }

  public <R> Step<R> map(Function<? super T, ? extends R> change) {
    return new Step<>(future.map(outcome -> outcome.map(change)));
  }

  /** What was found, or nothing: NotFound is an answer here, not the end. */
  public Step<Optional<T>> orAbsent() {
    return new Step<>(
        future.map(outcome ->
            outcome instanceof Refused<T>(Refusal.NotFound missing)
                ? Outcome.done(Optional.<T>empty())
                : outcome.map(Optional::of)));
  }

  /** One step for each value, one after the other; the first refusal ends it. */
  public static <V, R> Step<List<R>> each(List<V> values, Function<? super V, Step<R>> step) {
    Step<List<R>> all = done(List.of());
    for (var value : values) {
      all = all.then(before -> step.apply(value).map(result -> append(before, result)));
    }
    return all;
  }

  /**
   * One step for each value, all begun at once and all waited for. In a transaction their
   * statements fly one behind the other, so they still run in this order. What ends it is the first
   * refusal, else the first fault.
   */
  public static <V, R> Step<List<R>> together(List<V> values, Function<? super V, Step<R>> step) {
    var futures = values.stream().map(value -> step.apply(value).future).toList();
    return new Step<>(Future.join(futures).transform(ended -> gathered(futures)));
  }

  /** Two different things at once, as {@link #together(List, Function)}. */
  public static <A, B, R> Step<R> together(
      Step<A> one, Step<B> other, BiFunction<? super A, ? super B, R> both) {
    return Step.<Step<?>, Object>together(List.of(one, other), step -> step.map(value -> value))
        .then(ended -> one.then(a -> other.map(b -> both.apply(a, b))));
  }

  private static <R> Future<Outcome<List<R>>> gathered(List<Future<Outcome<R>>> ended) {
    var results = new ArrayList<R>();
    for (var each : ended) {
      switch (each.result()) {
        case null -> {} // it failed; that is looked at below
        case Done<R>(var value) -> results.add(value);
        case Refused<R>(var why) -> {
          return Future.succeededFuture(Outcome.refused(why));
        }
      }
    }
    return ended.stream()
        .map(Future::cause)
        .filter(Objects::nonNull)
        .min(Comparator.comparing(Spoilt.class::isInstance))
        .<Future<Outcome<List<R>>>>map(Future::failedFuture)
        .orElseGet(() -> Future.succeededFuture(Outcome.done(unmodifiableList(results))));
  }

  private static <R> List<R> append(List<R> before, R result) {
    var longer = new ArrayList<>(before);
    longer.add(result);
    return longer;
  }
}
