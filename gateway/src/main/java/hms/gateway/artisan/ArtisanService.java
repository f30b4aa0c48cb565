package hms.gateway.artisan;

import hms.domain.Actor;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanProfile;
import hms.domain.message.EnrolmentCode;
import hms.domain.message.Queues;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.gateway.message.OfficeMessages;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The use cases of artisans. Source: T6 and T13 of docs/domain.md. */
public final class ArtisanService implements UseCases<ArtisanCommand, ArtisanResult> {
  public static final Service<ArtisanCommand, ArtisanResult> SERVICE =
      new Service<>("artisan", ArtisanResult.class);
  private static final Duration CODE_LIFE = Duration.ofDays(7);

  private final OfficeMessages messages;
  private final Mint mint;

  public ArtisanService(OfficeMessages messages, Mint mint) {
    this.messages = messages;
    this.mint = mint;
  }

  @Override
  public Step<ArtisanResult> perform(PgStores tx, Actor actor, ArtisanCommand command) {
    return switch (command) {
      case ArtisanCommand.SignUp(var profile) -> signUp(tx, profile);
      case ArtisanCommand.Activate activate -> activate(tx, activate);
      case ArtisanCommand.Decline(var artisan, var seen) ->
          tx.artisans()
              .change(artisan, seen, "decline", found -> found.decline(mint.now()))
              .map(declined -> new ArtisanResult(declined, null));
    };
  }

  private Step<ArtisanResult> signUp(PgStores tx, ArtisanProfile profile) {
    return Step.of(profile.checked())
        .then(checked ->
            Step.from(tx.artisans().queueFor(checked.handle()))
                .then(alone -> freeHandle(tx, checked.handle(), 1))
                .then(handle ->
                    tx.artisans()
                        .create(
                            Artisan.applied(mint.id(), handle, checked, mint.now()), "sign_up")))
        .map(applied -> new ArtisanResult(applied, null));
  }

  /** The name itself, or the first of name-2, name-3 ... that nobody has. */
  private Step<String> freeHandle(PgStores tx, String name, int n) {
    String handle = n == 1 ? name : name + "-" + n;
    return Step.from(tx.artisans().handleTaken(handle))
        .then(taken -> taken ? freeHandle(tx, name, n + 1) : Step.done(handle));
  }

  private Step<ArtisanResult> activate(PgStores tx, ArtisanCommand.Activate command) {
    String queueId = Queues.newId(mint.bytes(Queues.ID_SEED_BYTES));
    var code = EnrolmentCode.of(mint.bytes(EnrolmentCode.SEED_BYTES));
    UUID artisan = command.artisan();
    Instant now = mint.now();
    return tx.artisans()
        .change(artisan, command.seen(), "activate", found -> found.activate(queueId, now))
        .then(active -> Step.from(tx.messages().open(artisan, queueId)).map(opened -> active))
        .then(active ->
            Step.from(tx.keys().addEnrolment(artisan, code.hash(), now, now.plus(CODE_LIFE)))
                .map(added -> welcomed(tx, active, code)));
  }

  /** The first message of the stream; it waits until the first key is proved. */
  private ArtisanResult welcomed(PgStores tx, Artisan artisan, EnrolmentCode code) {
    var data = DomainJson.object();
    data.set("artisan", DomainJson.tree(artisan));
    tx.messages().send(messages.about(artisan.oid(), "artisan.created", artisan.oid(), data));
    return new ArtisanResult(artisan, code.shown());
  }
}
