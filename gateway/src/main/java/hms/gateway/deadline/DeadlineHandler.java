package hms.gateway.deadline;

import hms.domain.deadline.Deadline;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.Set;

/** A feature's answer to time: turns a due deadline into a use case. */
public interface DeadlineHandler {

  /** The kinds it knows: {@code work-order.answer}. */
  Set<String> kinds();

  /**
   * Acts in the given transaction, as the house. It locks the object first, as everybody does. A
   * refusal is an outcome too: it undoes what was written and is kept with the deadline.
   */
  Step<?> fire(PgStores tx, Deadline deadline, Instant now);
}
