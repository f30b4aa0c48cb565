package hms.gateway.operation;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.operation.Mandate;
import hms.domain.operation.Operation;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.UUID;

/** Begins long work and cancels it. What it takes to be allowed a kind is judged by its routes. */
public final class OperationService implements UseCases<OperationCommand, Operation> {
  public static final Service<OperationCommand, Operation> SERVICE =
      new Service<>("operation", Operation.class);

  /** How many of one caller may wait or run. */
  static final int OPEN_MAX = 20;

  private static final int AGAIN_SECONDS = 10;

  private final Mint mint;

  public OperationService(Mint mint) {
    this.mint = mint;
  }

  @Override
  public Step<Operation> perform(PgStores tx, Actor actor, OperationCommand command) {
    return switch (command) {
      case OperationCommand.Ask ask -> ask(tx, actor, mint.id(), ask);
      case OperationCommand.Cancel(var operation) -> cancel(tx, actor, operation);
    };
  }

  /**
   * Begins long work in a transaction with what goes with it.
   *
   * @param oid of the operation
   */
  public Step<Operation> ask(PgStores tx, Actor actor, UUID oid, OperationCommand.Ask ask) {
    var parameters = DomainJson.text(ask.parameters());
    var asked = Operation.asked(oid, ask.kind(), Mandate.of(actor), parameters, mint.now());
    return Step.from(tx.operations().open(actor.name()))
        .decide(OperationService::fewEnough)
        .then(few -> tx.operations().create(asked));
  }

  private Step<Operation> cancel(PgStores tx, Actor actor, UUID operation) {
    return tx.operations()
        .find(operation)
        .decide(found -> own(actor, found))
        .then(mine ->
            tx.operations().change(operation, null, "cancel", found -> found.cancel(mint.now())));
  }

  /** Those of others are not there. */
  public static Outcome<Operation> own(Actor actor, Operation found) {
    return found.mandate().name().equals(actor.name())
        ? Outcome.done(found)
        : Outcome.refused(new Refusal.NotFound("operation"));
  }

  private static Outcome<Long> fewEnough(long open) {
    return open < OPEN_MAX
        ? Outcome.done(open)
        : Outcome.refused(new Refusal.Throttled("operations", AGAIN_SECONDS));
  }
}
