package hms.storage.stall;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the artisan must settle: a field that both sides changed, or a command that was refused. It
 * goes only by a choice, and stays in the archive for {@link #KEPT} after that.
 *
 * @param created when the reply came
 * @param message id of the message that became this card
 * @param name of that message, such as {@code product.update}
 * @param object null if the message was about none
 * @param field null if the whole was refused
 * @param base what the artisan saw when it made the change
 * @param mine what it wanted; all of the data if the whole was refused
 * @param theirs what the office has
 * @param why a code: {@code conflict}, or that of the refusal
 */
public record Card(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID message,
    String name,
    @Nullable UUID object,
    @Nullable String field,
    @Nullable JsonNode base,
    @Nullable JsonNode mine,
    @Nullable JsonNode theirs,
    String why,
    State state)
    implements Versioned {
  /** How long a card is kept after the choice. */
  public static final Duration KEPT = Duration.ofDays(90);

  /** Open, or what the artisan chose. */
  public enum State {
    OPEN,
    /** Asked for again, on the version that the office has. */
    MINE_AGAIN,
    THEIRS,
    /** Asked for something else. */
    EDITED,
    DISCARDED
  }

  /** The next version, settled. Errors: WrongState if that was done before. */
  public Outcome<Card> settled(State choice, Instant now) {
    if (choice == State.OPEN) throw new IllegalArgumentException("that is no choice");
    return state == State.OPEN
        ? Outcome.done(with(choice, now))
        : Outcome.refused(
            new Refusal.WrongState(
                state.toString(), "settle", List.of(), "settled", "this card is settled already"));
  }

  /** May it go from the archive? */
  public boolean overAt(Instant now) {
    return state != State.OPEN && now.isAfter(modified.plus(KEPT));
  }

  /** Errors: Invalid, with all that is wrong. */
  public Outcome<Card> checked() {
    var rules = new Rules();
    rules.that(!why.isBlank(), "/why", "blank", "expected a code");
    return rules.broken() ? rules.refused() : Outcome.done(this);
  }

  private Card with(State choice, Instant now) {
    return new Card(
        oid,
        version + 1,
        created,
        changedAt(now),
        message,
        name,
        object,
        field,
        base,
        mine,
        theirs,
        why,
        choice);
  }
}
