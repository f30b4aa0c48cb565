package hms.gateway.command;

import hms.domain.Actor;
import hms.storage.Step;
import hms.storage.pg.PgStores;

/**
 * What a feature can do. Each use case finds, decides by the domain, writes and queues messages, all
 * in the transaction it is given; it never opens or ends one.
 *
 * @param <C> the sealed commands of the feature
 * @param <R> what each of them answers
 */
public interface UseCases<C, R> {
  Step<R> perform(PgStores tx, Actor actor, C command);
}
