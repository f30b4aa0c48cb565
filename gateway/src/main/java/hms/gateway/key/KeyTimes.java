package hms.gateway.key;

import hms.domain.deadline.Deadline;
import hms.gateway.deadline.DeadlineHandler;
import hms.gateway.deadline.DeadlineTimer;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.Set;

/** What the house does with keys when it is time: unproved ones lapse, former ones end. */
public final class KeyTimes implements DeadlineHandler {
  private final KeyService service;

  public KeyTimes(KeyService service) {
    this.service = service;
  }

  @Override
  public Set<String> kinds() {
    return Set.of(Rotation.EXPIRE, Rotation.RETIRE);
  }

  @Override
  public Step<?> fire(PgStores tx, Deadline deadline, Instant now) {
    var command =
        deadline.kind().equals(Rotation.EXPIRE)
            ? new KeyCommand.Expire(deadline.object())
            : new KeyCommand.Retire(deadline.object());
    return service.perform(tx, DeadlineTimer.ACTOR, command);
  }
}
