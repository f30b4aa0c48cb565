package hms.storage;

import hms.domain.Actor;
import hms.domain.Outcome;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * The owner of stores.
 *
 * @param <S> the stores of one transaction
 */
public interface Transactions<S> {

  /**
   * All or nothing: commits if {@code work} is done, undoes everything if it is refused or fails.
   *
   * @param actor who asks; named in every audit entry
   */
  <T> Future<Outcome<T>> transact(Actor actor, Function<S, Step<T>> work);
}
