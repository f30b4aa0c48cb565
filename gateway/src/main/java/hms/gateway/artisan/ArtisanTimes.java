package hms.gateway.artisan;

import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanTerms;
import hms.domain.deadline.Deadline;
import hms.gateway.deadline.DeadlineHandler;
import hms.gateway.deadline.DeadlineTimer;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What the house does with artisans when it is time: applications lapse, closed ones are purged,
 * the clocks of their work stand still while they are away.
 */
public final class ArtisanTimes implements DeadlineHandler {
  private final ArtisanService service;

  public ArtisanTimes(ArtisanService service) {
    this.service = service;
  }

  @Override
  public Set<String> kinds() {
    return Set.of(
        ArtisanDeadlines.DECLINE,
        ArtisanDeadlines.PURGE,
        ArtisanDeadlines.ERASE,
        ArtisanDeadlines.LEAVE,
        ArtisanDeadlines.RETURN);
  }

  @Override
  public Step<?> fire(PgStores tx, Deadline deadline, Instant now) {
    return switch (deadline.kind()) {
      case ArtisanDeadlines.DECLINE -> take(tx, deadline, Artisan.Command.EXPIRE);
      case ArtisanDeadlines.PURGE -> take(tx, deadline, Artisan.Command.PURGE);
      case ArtisanDeadlines.ERASE -> take(tx, deadline, Artisan.Command.ERASE);
      case ArtisanDeadlines.LEAVE ->
          clocks(tx, deadline, ArtisanTerms::leaves, tx.deadlines()::leave);
      default -> clocks(tx, deadline, ArtisanTerms::returns, tx.deadlines()::comeBack);
    };
  }

  private Step<?> take(PgStores tx, Deadline deadline, Artisan.Command step) {
    return service.perform(
        tx, DeadlineTimer.ACTOR, new ArtisanCommand.Take(deadline.object(), null, step, null));
  }

  /** Counts from the moment that the artisan named, however late the timer looks. */
  private static Step<Artisan> clocks(
      PgStores tx,
      Deadline deadline,
      Function<ArtisanTerms, Optional<Instant>> moment,
      BiFunction<UUID, Instant, Step<Void>> act) {
    return tx.artisans()
        .lock(deadline.object())
        .then(artisan ->
            moment
                .apply(artisan.terms())
                .map(instant -> act.apply(artisan.oid(), instant).map(done -> artisan))
                .orElseGet(() -> Step.done(artisan)));
  }
}
