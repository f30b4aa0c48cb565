package hms.gateway.artisan;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanProfile;
import hms.domain.message.EnrolmentCode;
import hms.domain.message.Queues;
import hms.gateway.command.Mint;
import hms.gateway.command.Namesakes;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The use cases of artisans: how a contract begins, and what people write about its parties; what
 * becomes of it later stands in {@link Contracts}. Source: T6 to T9 and T13 of docs/domain.md.
 */
public final class ArtisanService implements UseCases<ArtisanCommand, ArtisanResult> {
  public static final Service<ArtisanCommand, ArtisanResult> SERVICE =
      new Service<>("artisan", ArtisanResult.class);

  private final ArtisanNotices notices;
  private final ArtisanDeadlines deadlines;
  private final Contracts contracts;
  private final Mint mint;

  public ArtisanService(ArtisanNotices notices, Mint mint) {
    this.notices = notices;
    this.deadlines = new ArtisanDeadlines(mint);
    this.contracts = new Contracts(notices, mint);
    this.mint = mint;
  }

  @Override
  public Step<ArtisanResult> perform(PgStores tx, Actor actor, ArtisanCommand command) {
    Instant now = mint.now();
    return Step.of(allowed(actor, command))
        .then(allowed ->
            switch (command) {
              case ArtisanCommand.SignUp(var profile) -> signUp(tx, profile, now);
              case ArtisanCommand.Create(var profile) -> create(tx, profile, now);
              case ArtisanCommand.Activate activate -> activate(tx, activate, now);
              case ArtisanCommand.Update update -> update(tx, actor, update, now);
              case ArtisanCommand.Take take -> contracts.take(tx, take, now);
            });
  }

  private static Outcome<Actor> allowed(Actor actor, ArtisanCommand command) {
    @Nullable Permission needed =
        switch (command) {
          case ArtisanCommand.SignUp signUp -> Artisan.Command.SIGN_UP.permission();
          case ArtisanCommand.Create create -> Artisan.Command.CREATE.permission();
          case ArtisanCommand.Activate activate -> Artisan.Command.ACTIVATE.permission();
          case ArtisanCommand.Update update -> Artisan.Command.UPDATE.permission();
          case ArtisanCommand.Take take -> take.step().permission();
        };
    return needed == null ? Outcome.done(actor) : needed.needed(actor);
  }

  private Step<ArtisanResult> signUp(PgStores tx, ArtisanProfile profile, Instant now) {
    return Step.of(profile.checked())
        .then(checked ->
            freeHandle(tx, checked).map(handle -> Artisan.applied(mint.id(), handle, checked, now)))
        .then(applicant -> tx.artisans().create(applicant, "sign_up"))
        .then(applied -> deadlines.follow(tx, applied, Artisan.Command.SIGN_UP, now))
        .map(ArtisanResult::of);
  }

  private Step<ArtisanResult> create(PgStores tx, ArtisanProfile profile, Instant now) {
    String queueId = newQueueId();
    return Step.of(profile.checked())
        .then(checked ->
            freeHandle(tx, checked)
                .map(handle -> Artisan.created(mint.id(), handle, checked, queueId, now)))
        .then(artisan -> tx.artisans().create(artisan, "create"))
        .then(active -> takenOn(tx, active, queueId, now));
  }

  private Step<ArtisanResult> activate(PgStores tx, ArtisanCommand.Activate command, Instant now) {
    String queueId = newQueueId();
    return tx.artisans()
        .change(
            command.artisan(), command.seen(), "activate", found -> found.activate(queueId, now))
        .then(active -> deadlines.follow(tx, active, Artisan.Command.ACTIVATE, now))
        .then(active -> takenOn(tx, active, queueId, now));
  }

  /** Queue and streams come to be; a person gets the code that enrols the first key. */
  private Step<ArtisanResult> takenOn(PgStores tx, Artisan active, String queueId, Instant now) {
    var code = EnrolmentCode.of(mint.bytes(EnrolmentCode.SEED_BYTES));
    return Step.from(tx.messages().open(active.oid(), queueId))
        .then(open ->
            Step.from(
                tx.keys()
                    .addEnrolment(active.oid(), code.hash(), now, now.plus(EnrolmentCode.LIFE))))
        .map(added -> {
          notices.created(tx, active);
          return new ArtisanResult(active, code.shown());
        });
  }

  /** An artisan that writes gets its answer, and no notice of its own words. */
  private Step<ArtisanResult> update(
      PgStores tx, Actor actor, ArtisanCommand.Update command, Instant now) {
    UUID oid = command.artisan();
    return tx.artisans()
        .lock(oid)
        .decide(before -> own(actor, before))
        .decide(before -> command.changes().apply(before).map(readable -> before))
        .decide(before -> Versioned.seen(before, command.seen(), "artisan"))
        .then(before ->
            tx.artisans()
                .change(
                    oid,
                    null,
                    "update",
                    found -> command.changes().apply(found).then(c -> found.update(c, actor, now)))
                .then(after -> deadlines.absence(tx, before, after, now))
                .map(after -> {
                  if (!(actor instanceof Actor.Maker)) {
                    notices.updated(tx, before, after, Artisan.Command.UPDATE);
                  }
                  notices.listings(tx, before, after, Artisan.Command.UPDATE);
                  return ArtisanResult.of(after);
                }));
  }

  /** Somebody else's is answered like one that does not exist. */
  private static Outcome<Artisan> own(Actor actor, Artisan found) {
    boolean foreign = actor instanceof Actor.Maker(var own) && !own.equals(found.oid());
    return foreign ? Outcome.refused(new Refusal.NotFound("artisan")) : Outcome.done(found);
  }

  private String newQueueId() {
    return Queues.newId(mint.bytes(Queues.ID_SEED_BYTES));
  }

  /** The name itself, or the first of name-2, name-3 ... that nobody has. */
  private static Step<String> freeHandle(PgStores tx, ArtisanProfile profile) {
    return Step.from(tx.artisans().queueFor(profile.handle()))
        .then(alone -> Namesakes.free(profile.handle(), tx.artisans()::handleTaken));
  }
}
