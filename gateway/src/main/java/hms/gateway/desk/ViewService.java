package hms.gateway.desk;

import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.desk.SavedView;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.UUID;

/** Keeps the lists that people want to see again, each with a query that its list knows. */
final class ViewService implements UseCases<ViewCommand, SavedView> {
  static final Service<ViewCommand, SavedView> SERVICE = new Service<>("view", SavedView.class);

  private final Mint mint;

  ViewService(Mint mint) {
    this.mint = mint;
  }

  @Override
  public Step<SavedView> perform(PgStores tx, Actor actor, ViewCommand command) {
    return Step.of(Permission.ACCOUNT_EDIT.needed(actor))
        .decide(ViewQuery::person)
        .then(person -> carryOut(tx, person, command, mint.now()));
  }

  private Step<SavedView> carryOut(PgStores tx, UUID person, ViewCommand command, Instant now) {
    var views = tx.desk().views();
    return switch (command) {
      case ViewCommand.Create(var page, var terms) ->
          Step.of(SavedView.create(mint.id(), person, page, terms, now).then(ViewQuery::known))
              .then(views::create);
      case ViewCommand.Edit(var view, var seen, var edit) ->
          views.change(
              view,
              seen,
              found ->
                  found
                      .changedBy(person)
                      .then(own -> edit.apply(own.terms()).then(terms -> own.edit(terms, now)))
                      .then(ViewQuery::known));
      case ViewCommand.Delete(var view, var seen) ->
          views.delete(view, seen, (SavedView found) -> found.changedBy(person));
    };
  }
}
