package hms.gateway.intake;

import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.operation.Operation;
import hms.domain.operation.Operation.State;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.gateway.operation.OperationCommand.Ask;
import hms.gateway.operation.OperationService;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgImportStore.Import;
import hms.storage.pg.PgImportStore.RowOutcome;
import hms.storage.pg.PgStores;
import java.util.List;
import java.util.UUID;

/** Begins to check an import, and to put it in when all its rows are good. */
public final class ImportService implements UseCases<ImportCommand, Operation> {
  public static final Service<ImportCommand, Operation> SERVICE =
      new Service<>("import", Operation.class);

  static final String CHECK = "import.check";
  static final String COMMIT = "import.commit";

  private final OperationService operations;
  private final Mint mint;

  /** What both kinds of work are asked. */
  record Which(UUID of) {}

  public ImportService(OperationService operations, Mint mint) {
    this.operations = operations;
    this.mint = mint;
  }

  @Override
  public Step<Operation> perform(PgStores tx, Actor actor, ImportCommand command) {
    return Step.of(Permission.IMPORTS_RUN.needed(actor))
        .then(may ->
            switch (command) {
              case ImportCommand.Begin begin -> begin(tx, actor, begin);
              case ImportCommand.Commit(var of) -> commit(tx, actor, of);
            });
  }

  private Step<Operation> begin(PgStores tx, Actor actor, ImportCommand.Begin begin) {
    UUID oid = mint.id();
    var artisan = actor instanceof Actor.Maker(var own) ? own : null;
    var row =
        new Import(
            oid, artisan, mint.now(), begin.resource(), begin.format().word(), begin.file(), null);
    return operations
        .ask(tx, actor, oid, new Ask(CHECK, DomainJson.tree(new Which(oid))))
        .then(asked -> Step.from(tx.imports().create(row)).map(made -> asked));
  }

  private Step<Operation> commit(PgStores tx, Actor actor, UUID of) {
    return own(tx, actor, of)
        .then(check -> tx.imports().lock(of).decide(found -> checked(check, found)))
        .then(found -> free(tx, found))
        .then(found -> valid(tx, found))
        .then(found ->
            operations.ask(tx, actor, mint.id(), new Ask(COMMIT, DomainJson.tree(new Which(of)))))
        .then(asked -> Step.from(tx.imports().committing(of, asked.oid())).map(written -> asked));
  }

  /** The operation that checked it, if it is the actor's. */
  static Step<Operation> own(PgStores stores, Actor actor, UUID of) {
    return stores
        .operations()
        .find(of)
        .decide(found -> OperationService.own(actor, found))
        .decide(found ->
            found.kind().equals(CHECK)
                ? Outcome.done(found)
                : Outcome.refused(new Refusal.NotFound("import")));
  }

  private static Outcome<Import> checked(Operation check, Import found) {
    String state = Lifecycle.word(check.state());
    if (check.state() != State.SUCCEEDED) {
      return barred(state, "not-checked", "its rows were not all looked at");
    }
    return found.file() == null
        ? barred(state, "file-gone", "its file was kept for a day; send it again")
        : Outcome.done(found);
  }

  /** One that was broken off may be begun again: what is in is not put in twice. */
  private static Step<Import> free(PgStores tx, Import found) {
    UUID before = found.commit();
    if (before == null) return Step.done(found);
    return tx.operations()
        .find(before)
        .decide(operation -> {
          String state = Lifecycle.word(operation.state());
          if (!operation.hasEnded()) return barred(state, "under-way", "its rows are being put in");
          return operation.state() == State.SUCCEEDED
              ? barred(state, "committed", "its rows are in")
              : Outcome.done(found);
        });
  }

  private static Step<Import> valid(PgStores tx, Import found) {
    return Step.from(tx.imports().counts(found.oid()))
        .decide(counts -> {
          long bad = counts.getOrDefault(Lifecycle.word(RowOutcome.INVALID), 0L);
          return bad == 0
              ? Outcome.done(found)
              : barred("checked", "invalid-rows", bad + " rows are invalid; see its rows");
        });
  }

  private static Outcome<Import> barred(String from, String code, String why) {
    return Outcome.refused(new Refusal.WrongState(from, "commit", List.of(), code, why));
  }
}
