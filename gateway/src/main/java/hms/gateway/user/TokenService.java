package hms.gateway.user;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.access.ApiToken;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.gateway.trust.Secrets;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

/**
 * Makes tokens and takes them back. A person's are made by that person, and nobody else: whoever
 * could make one for another would have their rights. Storefronts cannot sign in, so theirs are
 * made by who has {@code tokens.manage}, who may also take back everybody's.
 */
public final class TokenService implements UseCases<TokenCommand, TokenResult> {
  public static final Service<TokenCommand, TokenResult> SERVICE =
      new Service<>("token", TokenResult.class);

  private final Mint mint;

  public TokenService(Mint mint) {
    this.mint = mint;
  }

  @Override
  public Step<TokenResult> perform(PgStores tx, Actor actor, TokenCommand command) {
    Instant now = mint.now();
    return Step.of(Permission.ACCOUNT_EDIT.needed(actor).then(TokenService::person))
        .then(person ->
            switch (command) {
              case TokenCommand.Create(var terms, var secret) ->
                  create(tx, person, terms, secret, now);
              case TokenCommand.Rotate(var token, var secret) ->
                  tx.access()
                      .tokens()
                      .lock(token, now)
                      .decide(found -> mayRotate(person, found))
                      .then(found ->
                          tx.access()
                              .tokens()
                              .rotate(found, found.rotated(now), Secrets.hash(secret)))
                      .map(next -> TokenResult.of(next, secret));
              case TokenCommand.Revoke(var token) ->
                  tx.access()
                      .tokens()
                      .lock(token, now)
                      .decide(found -> mayRevoke(person, found))
                      .then(found ->
                          tx.access()
                              .tokens()
                              .revoke(found.oid())
                              .map(gone -> TokenResult.of(found, null)));
            });
  }

  private Step<TokenResult> create(
      PgStores tx, Actor.Office person, ApiToken.Terms terms, String secret, Instant now) {
    var rights = EnumSet.copyOf(person.permissions());
    rights.remove(Permission.ACCOUNT_EDIT);
    return Step.of(mayCreate(person, terms))
        .then(ok -> known(tx, terms))
        .then(ok -> Step.of(ApiToken.create(mint.id(), terms, person.user(), rights, now)))
        .then(token -> tx.access().tokens().create(token, Secrets.hash(secret)))
        .map(token -> TokenResult.of(token, secret));
  }

  private static Step<ApiToken.Terms> known(PgStores tx, ApiToken.Terms terms) {
    return terms.channel() == null
        ? Step.done(terms)
        : tx.access().channels().find(terms.channel()).map(channel -> terms);
  }

  private static Outcome<ApiToken.Terms> mayCreate(Actor.Office person, ApiToken.Terms terms) {
    return terms.channel() == null || person.may(Permission.TOKENS_MANAGE)
        ? Outcome.done(terms)
        : Outcome.refused(
            new Refusal.Denied(
                "a storefront's needs " + Permission.TOKENS_MANAGE.wire(), List.of("/channel")));
  }

  private static Outcome<ApiToken> mayRotate(Actor.Office person, ApiToken token) {
    boolean shops = token.channel() != null && person.may(Permission.TOKENS_MANAGE);
    return shops || person.user().equals(token.user()) ? Outcome.done(token) : unknown();
  }

  private static Outcome<ApiToken> mayRevoke(Actor.Office person, ApiToken token) {
    return person.may(Permission.TOKENS_MANAGE) || person.user().equals(token.user())
        ? Outcome.done(token)
        : unknown();
  }

  private static Outcome<ApiToken> unknown() {
    return Outcome.refused(new Refusal.NotFound("token"));
  }

  /** Nobody else has signed in. */
  private static Outcome<Actor.Office> person(Actor actor) {
    return actor instanceof Actor.Office person
        ? Outcome.done(person)
        : Outcome.refused(new Refusal.Denied("for people of the office", List.of()));
  }
}
