package hms.gateway.session;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.access.MakerSession;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.gateway.session.LinkCommand.Ask;
import hms.gateway.session.LinkCommand.End;
import hms.gateway.session.LinkCommand.Enter;
import hms.storage.Step;
import hms.storage.pg.PgMakerSessions;
import hms.storage.pg.PgMakerSessions.Link;
import hms.storage.pg.PgStores;
import java.time.Instant;

/** Lets an artisan into a browser by a link that its app has asked for, and out again. */
public final class LinkService implements UseCases<LinkCommand, MakerSession> {
  public static final Service<LinkCommand, MakerSession> SERVICE =
      new Service<>("session-link", MakerSession.class);

  private final Mint mint;

  public LinkService(Mint mint) {
    this.mint = mint;
  }

  @Override
  public Step<MakerSession> perform(PgStores tx, Actor actor, LinkCommand command) {
    Instant now = mint.now();
    var sessions = tx.access().makerSessions();
    return switch (command) {
      case Ask ask -> ask(sessions, actor, ask, now);
      case Enter(var link, var secret) -> enter(sessions, actor, link, secret, now);
      case End(var session) ->
          Step.of(Permission.HOUSE_ACT.needed(actor))
              .then(ok -> sessions.end(session.oid()))
              .map(ended -> session);
    };
  }

  /** What there will be once somebody follows the link. */
  private Step<MakerSession> ask(PgMakerSessions sessions, Actor actor, Ask ask, Instant now) {
    return Step.of(own(actor, ask))
        .then(link -> sessions.addLink(link, ask.hash(), now))
        .map(link -> MakerSession.open(mint.id(), link.artisan(), link.key(), now));
  }

  private Step<MakerSession> enter(
      PgMakerSessions sessions, Actor actor, byte[] link, byte[] secret, Instant now) {
    return Step.of(Permission.HOUSE_ACT.needed(actor))
        .then(ok -> Step.from(sessions.takeLink(link, now)))
        .decide(found ->
            found
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(new Refusal.Untrusted("session link"))))
        .then(by ->
            sessions.create(MakerSession.open(mint.id(), by.artisan(), by.key(), now), secret));
  }

  private static Outcome<Link> own(Actor actor, Ask ask) {
    return actor instanceof Actor.Maker(var artisan)
        ? Outcome.done(new Link(artisan, ask.key()))
        : Outcome.refused(new Refusal.NotFound("artisan"));
  }
}
