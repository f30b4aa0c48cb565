package hms.gateway.deadline;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.deadline.OpenDeadline;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.gateway.deadline.DeadlineService.Fire;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.List;
import java.util.UUID;

/**
 * Lets a deadline happen now instead of later: one that waits after a fault, or before its time. It
 * is still the timer that carries it out, so that it happens once.
 */
public final class DeadlineService implements UseCases<Fire, OpenDeadline> {
  public static final Service<Fire, OpenDeadline> SERVICE =
      new Service<>("deadline", OpenDeadline.class);

  private final Mint mint;

  /** Refused for one whose clock stands still. */
  public record Fire(UUID deadline) {}

  public DeadlineService(Mint mint) {
    this.mint = mint;
  }

  @Override
  public Step<OpenDeadline> perform(PgStores tx, Actor actor, Fire command) {
    return Step.of(Permission.PARKED_MANAGE.needed(actor))
        .then(ok -> tx.openDeadlines().lock(command.deadline()))
        .decide(DeadlineService::running)
        .then(found -> tx.openDeadlines().fire(found, mint.now()));
  }

  private static Outcome<OpenDeadline> running(OpenDeadline found) {
    return found.paused()
        ? Outcome.refused(
            new Refusal.WrongState(
                "paused",
                "fire",
                List.of(),
                "paused",
                "its clock stands still while its object is on hold or its artisan away"))
        : Outcome.done(found);
  }
}
