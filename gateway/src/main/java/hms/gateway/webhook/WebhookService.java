package hms.gateway.webhook;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Refusal.Invalid;
import hms.domain.message.HmacSecret;
import hms.domain.message.SecretWrapping;
import hms.domain.webhook.Webhook;
import hms.domain.webhook.Webhook.Terms;
import hms.domain.webhook.WebhookSecret;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.gateway.http.OwnRows;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import hms.storage.pg.PgWebhookStore;
import hms.storage.pg.PgWebhookStore.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where storefronts want to be told. One of them reaches its own; the office all. */
public final class WebhookService implements UseCases<WebhookCommand, WebhookResult> {
  public static final Service<WebhookCommand, WebhookResult> SERVICE =
      new Service<>("webhook", WebhookResult.class);

  private static final String KIND = "webhook";

  private final SecretWrapping wrapping;
  private final boolean loopback;
  private final Mint mint;

  /**
   * @param wrapping closes the secrets
   * @param loopback {@code localhost} may be named
   */
  public WebhookService(SecretWrapping wrapping, boolean loopback, Mint mint) {
    this.wrapping = wrapping;
    this.loopback = loopback;
    this.mint = mint;
  }

  @Override
  public Step<WebhookResult> perform(PgStores tx, Actor actor, WebhookCommand command) {
    var webhooks = tx.stream().webhooks();
    Instant now = mint.now();
    return Step.of(Permission.WEBHOOKS_MANAGE.needed(actor))
        .then(who ->
            switch (command) {
              case WebhookCommand.Create(var channel, var terms) ->
                  create(webhooks, who, channel, terms, now);
              case WebhookCommand.Edit edit -> edit(webhooks, who, edit, now);
              case WebhookCommand.Delete(var oid, var seen) ->
                  webhooks.delete(oid, seen, found -> own(who, found)).map(WebhookResult::of);
              case WebhookCommand.Rotate rotate -> rotate(webhooks, who, rotate, now);
              case WebhookCommand.Test(var oid) -> test(webhooks, who, oid);
              case WebhookCommand.Redeliver again -> again(webhooks, who, again, now);
            });
  }

  private Step<WebhookResult> create(
      PgWebhookStore webhooks, Actor who, @Nullable UUID channel, Terms terms, Instant now) {
    UUID oid = mint.id();
    var secret = new HmacSecret(mint.bytes(HmacSecret.BYTES));
    return Step.of(whose(who, channel))
        .decide(owner -> Webhook.create(oid, owner, terms, loopback, now))
        .then(made -> webhooks.create(made, wrapped(secret, made)))
        .map(made -> new WebhookResult(made, new WebhookSecret(secret).text(), null));
  }

  private byte[] wrapped(HmacSecret secret, Webhook of) {
    byte[] nonce = mint.bytes(SecretWrapping.NONCE_BYTES);
    return wrapping.wrap(secret, of.channel(), of.oid(), nonce);
  }

  /** A storefront need not name itself, and another one is nobody that it knows. */
  private static Outcome<UUID> whose(Actor who, @Nullable UUID channel) {
    var own = OwnRows.channelOf(who);
    if (own.isEmpty()) {
      return channel == null
          ? Outcome.refused(Invalid.of("/channel", "missing", "a value is required"))
          : Outcome.done(channel);
    }
    return channel == null || own.get().equals(channel)
        ? Outcome.done(own.get())
        : Outcome.refused(new Refusal.NotFound("channel"));
  }

  private Step<WebhookResult> edit(
      PgWebhookStore webhooks, Actor who, WebhookCommand.Edit command, Instant now) {
    return webhooks
        .change(
            command.webhook(),
            command.seen(),
            "edit",
            found ->
                own(who, found)
                    .then(own -> command.edit().apply(own.terms()))
                    .then(terms -> found.edit(terms, loopback, now)))
        .map(WebhookResult::of);
  }

  private Step<WebhookResult> rotate(
      PgWebhookStore webhooks, Actor who, WebhookCommand.Rotate command, Instant now) {
    var secret = new HmacSecret(mint.bytes(HmacSecret.BYTES));
    return webhooks
        .lock(command.webhook())
        .decide(found -> own(who, found).then(own -> own.rotated(command.keep(), now)))
        .then(next -> webhooks.rotate(next, wrapped(secret, next)))
        .map(next -> new WebhookResult(next, new WebhookSecret(secret).text(), null));
  }

  private Step<WebhookResult> test(PgWebhookStore webhooks, Actor who, UUID oid) {
    UUID message = mint.id();
    return webhooks
        .lock(oid)
        .decide(found -> own(who, found))
        .then(own -> webhooks.test(own, message))
        .map(asked -> new WebhookResult(asked, null, message));
  }

  private static Step<WebhookResult> again(
      PgWebhookStore webhooks, Actor who, WebhookCommand.Redeliver command, Instant now) {
    return webhooks
        .lock(command.webhook())
        .decide(found -> own(who, found))
        .then(own ->
            Step.from(webhooks.standing(own.oid(), command.from()))
                .decide(standing -> last(standing, command))
                .then(to -> webhooks.again(own, command.from(), to, now)))
        .map(WebhookResult::of);
  }

  /** The last number to tell again, if it can be. */
  private static Outcome<Long> last(Standing at, WebhookCommand.Redeliver command) {
    long to = Objects.requireNonNullElse(command.to(), at.position());
    if (!at.enabled()) return wrongState("disabled", "disabled", "enable it first");
    if (at.again()) {
      return wrongState("redelivering", "under-way", "it is being told some once more already");
    }
    if (command.from() < 1 || command.from() > to || to > at.position()) {
      String detail = "expected numbers from 1 to %d, where it is".formatted(at.position());
      return Outcome.refused(Invalid.of("/from", "range", detail));
    }
    return Objects.equals(at.kept(), command.from())
        ? Outcome.done(to)
        : wrongState("enabled", "not-kept", "the first of them is no longer kept");
  }

  private static <T> Outcome<T> wrongState(String from, String code, String why) {
    return Outcome.refused(new Refusal.WrongState(from, "redeliver", List.of(), code, why));
  }

  private static Outcome<Webhook> own(Actor who, Webhook found) {
    return OwnRows.ofChannel(who, found.channel(), found, KIND);
  }
}
