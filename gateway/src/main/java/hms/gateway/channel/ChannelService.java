package hms.gateway.channel;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.message.Queues;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.gateway.http.OwnRows;
import hms.gateway.trust.Secrets;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.UUID;

/** How a storefront's messages reach it. Source: the addresses of docs/messages.md. */
public final class ChannelService implements UseCases<ChannelCommand, ChannelResult> {
  public static final Service<ChannelCommand, ChannelResult> SERVICE =
      new Service<>("channel", ChannelResult.class);

  private final Mint mint;

  public ChannelService(Mint mint) {
    this.mint = mint;
  }

  @Override
  public Step<ChannelResult> perform(PgStores tx, Actor actor, ChannelCommand command) {
    return switch (command) {
      case ChannelCommand.OpenBrokerAccount(var channel) ->
          Step.of(own(actor, channel)).then(own -> open(tx, own));
      case ChannelCommand.CloseBrokerAccount(var channel) ->
          Step.of(own(actor, channel)).then(own -> close(tx, own));
    };
  }

  /** What is another channel's is answered like what does not exist. */
  private static Outcome<UUID> own(Actor actor, UUID channel) {
    return Permission.MESSAGES_EXCHANGE
        .needed(actor)
        .then(allowed -> OwnRows.channel(allowed, channel));
  }

  private Step<ChannelResult> open(PgStores tx, UUID channel) {
    String user = channel.toString();
    String password = Secrets.password(mint.random());
    return Step.from(tx.keys().putBrokerAccount(channel, user, Secrets.hash(password)))
        .then(put -> Step.from(tx.stream().link(channel, "amqp")))
        .map(linked -> new ChannelResult.Account(user, Queues.channel(channel), password));
  }

  private static Step<ChannelResult> close(PgStores tx, UUID channel) {
    return Step.from(tx.keys().dropBrokerAccount(channel))
        .then(gone -> Step.from(tx.stream().link(channel, "http")))
        .map(linked -> new ChannelResult.Closed());
  }
}
