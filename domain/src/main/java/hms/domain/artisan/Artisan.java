package hms.domain.artisan;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A maker under contract.
 *
 * @param version 1, 2, 3 ... counts effective changes
 * @param handle {@code [a-z0-9-]{3,40}}, unique, never changes
 * @param queueId {@code art-} and 26 of a-z2-7: the last part of the queue's address; null until
 *     the artisan is activated, then fixed
 */
public record Artisan(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    String handle,
    ArtisanProfile profile,
    State state,
    @Nullable String queueId)
    implements Versioned {

  /** Where an artisan stands with the office. */
  public enum State {
    APPLIED,
    ACTIVE,
    DECLINED
  }

  /** What changes an artisan's state. */
  public enum Command {
    ACTIVATE,
    DECLINE
  }

  public static final Lifecycle<State, Command> LIFECYCLE =
      Lifecycle.of("artisan", State.class, Command.class)
          .move(State.APPLIED, Command.ACTIVATE, State.ACTIVE)
          .move(State.APPLIED, Command.DECLINE, State.DECLINED)
          .build();

  public static Artisan applied(UUID oid, String handle, ArtisanProfile profile, Instant now) {
    return new Artisan(oid, 1, now, now, handle, profile, State.APPLIED, null);
  }

  public Outcome<Artisan> activate(String queue, Instant now) {
    return LIFECYCLE
        .step(state, Command.ACTIVATE)
        .map(next ->
            new Artisan(oid, version + 1, created, changedAt(now), handle, profile, next, queue));
  }

  public Outcome<Artisan> decline(Instant now) {
    return LIFECYCLE
        .step(state, Command.DECLINE)
        .map(next ->
            new Artisan(oid, version + 1, created, changedAt(now), handle, profile, next, queueId));
  }

  public boolean active() {
    return state == State.ACTIVE;
  }
}
