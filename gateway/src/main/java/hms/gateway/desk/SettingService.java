package hms.gateway.desk;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.desk.TradeSettings;
import hms.domain.desk.TradeSettings.Terms;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.gateway.desk.SettingService.Edit;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.function.Function;

/** Sets how the office trades; each node goes by it within a second, see {@link TradeRules}. */
final class SettingService implements UseCases<Edit, TradeSettings> {
  static final Service<Edit, TradeSettings> SERVICE =
      new Service<>("settings", TradeSettings.class);

  private final Mint mint;

  /**
   * @param seen the version that the caller saw
   * @param edit from what is set to what shall be
   */
  record Edit(long seen, Function<Terms, Outcome<Terms>> edit) {}

  SettingService(Mint mint) {
    this.mint = mint;
  }

  @Override
  public Step<TradeSettings> perform(PgStores tx, Actor actor, Edit command) {
    return Step.of(Permission.SETTINGS_MANAGE.needed(actor))
        .then(ok ->
            tx.desk()
                .settings()
                .change(
                    command.seen(),
                    found ->
                        command
                            .edit()
                            .apply(found.terms())
                            .then(terms -> found.edit(terms, mint.now()))));
  }
}
