package hms.gateway.channel;

import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.access.Channel;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.storage.Step;
import hms.storage.pg.PgStores;

/** Takes storefronts on. What they come in with is a token. */
public final class StorefrontService implements UseCases<StorefrontCommand, Channel> {
  public static final Service<StorefrontCommand, Channel> SERVICE =
      new Service<>("storefront", Channel.class);

  private final Mint mint;

  public StorefrontService(Mint mint) {
    this.mint = mint;
  }

  @Override
  public Step<Channel> perform(PgStores tx, Actor actor, StorefrontCommand command) {
    var channels = tx.access().channels();
    var now = mint.now();
    return Step.of(Permission.CHANNELS_MANAGE.needed(actor))
        .then(ok ->
            switch (command) {
              case StorefrontCommand.Create(var name) ->
                  Step.of(Channel.create(mint.id(), name, now)).then(channels::create);
              case StorefrontCommand.Rename(var channel, var seen, var name) ->
                  channels.change(channel, seen, "rename", found -> found.renamed(name, now));
            });
  }
}
