package hms.domain.operation;

import hms.domain.Actor;
import hms.domain.Permission;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf work goes on when its call has ended. It keeps the rights that the caller had, so
 * that a narrow token never does by long work what it may not do at once; what the person has lost
 * meanwhile is lost here too. Exactly one of user, artisan and channel is there.
 *
 * @param name as {@link Actor#name}
 * @param permissions of a person when they asked; empty for others, whose rights never change
 */
public record Mandate(
    String name,
    @Nullable UUID user,
    @Nullable UUID artisan,
    @Nullable UUID channel,
    List<Permission> permissions) {
  public Mandate {
    permissions = permissions.stream().distinct().sorted().toList();
  }

  /**
   * Of somebody who is signed in.
   *
   * @throws IllegalArgumentException for nobody, and for the house, which asks for nothing
   */
  public static Mandate of(Actor actor) {
    return switch (actor) {
      case Actor.Office(var user, var email, var may) ->
          new Mandate(actor.name(), user, null, null, List.copyOf(may));
      case Actor.Maker(var artisan) -> new Mandate(actor.name(), null, artisan, null, List.of());
      case Actor.Storefront(var channel, var named) ->
          new Mandate(actor.name(), null, null, channel, List.of());
      case Actor.Anyone nobody -> throw new IllegalArgumentException("nobody is signed in");
      case Actor.House house -> throw new IllegalArgumentException(house.name());
    };
  }

  /**
   * The person, with no more rights than they had then and have now.
   *
   * @param now rights of the person's roles of now
   */
  public Actor.Office person(UUID oid, String email, Set<Permission> now) {
    return new Actor.Office(
        oid, email, Set.copyOf(permissions.stream().filter(now::contains).toList()));
  }
}
