package hms.gateway.artisan;

import hms.domain.artisan.Artisan;
import hms.domain.deadline.Deadline;
import hms.gateway.deadline.DeadlineHandler;
import hms.gateway.deadline.DeadlineTimer;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.Set;

/**
 * What the house does with artisans when it is time: applications lapse, closed ones are purged.
 */
public final class ArtisanTimes implements DeadlineHandler {
  private final ArtisanService service;

  public ArtisanTimes(ArtisanService service) {
    this.service = service;
  }

  @Override
  public Set<String> kinds() {
    return Set.of(ArtisanDeadlines.DECLINE, ArtisanDeadlines.PURGE, ArtisanDeadlines.ERASE);
  }

  @Override
  public Step<?> fire(PgStores tx, Deadline deadline, Instant now) {
    var step =
        switch (deadline.kind()) {
          case ArtisanDeadlines.DECLINE -> Artisan.Command.EXPIRE;
          case ArtisanDeadlines.ERASE -> Artisan.Command.ERASE;
          default -> Artisan.Command.PURGE;
        };
    return service.perform(
        tx, DeadlineTimer.ACTOR, new ArtisanCommand.Take(deadline.object(), null, step, null));
  }
}
