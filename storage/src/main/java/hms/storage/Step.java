package hms.storage;

import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.domain.Refusal;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
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

  /** One step for each value, one after the other; the first refusal ends it. */
  public static <V, R> Step<List<R>> each(List<V> values, Function<? super V, Step<R>> step) {
    Step<List<R>> all = done(List.of());
    for (var value : values) {
      all = all.then(before -> step.apply(value).map(result -> append(before, result)));
    }
    return all;
  }

  private static <R> List<R> append(List<R> before, R result) {
    var longer = new ArrayList<>(before);
    longer.add(result);
    return longer;
  }
}
