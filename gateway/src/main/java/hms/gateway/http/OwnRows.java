package hms.gateway.http;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import java.util.Optional;
import java.util.UUID;

/** An artisan sees its own rows only; a foreign one is answered like one that does not exist. */
public final class OwnRows {
  private OwnRows() {}

  /** The artisan to whose rows the caller is confined; empty if it may see all. */
  public static Optional<UUID> of(Actor actor) {
    return actor instanceof Actor.Maker(var artisan) ? Optional.of(artisan) : Optional.empty();
  }

  /** The channel to whose rows the caller is confined; empty if it may see all. */
  public static Optional<UUID> channelOf(Actor actor) {
    return actor instanceof Actor.Storefront(var channel, var name)
        ? Optional.of(channel)
        : Optional.empty();
  }

  /** The row if the caller may know of it. */
  public static <T> Outcome<T> visible(Actor actor, UUID owner, T row, String kind) {
    return of(actor).map(owner::equals).orElse(true)
        ? Outcome.done(row)
        : Outcome.refused(new Refusal.NotFound(kind));
  }

  /** The channel itself, for the storefront that speaks for it; nobody else. */
  public static Outcome<UUID> channel(Actor actor, UUID channel) {
    return actor instanceof Actor.Storefront(var own, var name) && own.equals(channel)
        ? Outcome.done(channel)
        : Outcome.refused(new Refusal.NotFound("channel"));
  }

  /** The same for what came from a storefront. */
  public static <T> Outcome<T> ofChannel(Actor actor, UUID channel, T row, String kind) {
    boolean foreign = actor instanceof Actor.Storefront(var own, var name) && !own.equals(channel);
    return foreign ? Outcome.refused(new Refusal.NotFound(kind)) : Outcome.done(row);
  }
}
