package hms.gateway.event;

import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.WireName;
import hms.storage.pg.PgEvents.Event;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody can listen to. */
enum Topic implements WireName {
  REVIEWS("revision", Permission.REVISIONS_READ),
  PRODUCTS("product", Permission.PRODUCTS_READ),
  ARTISANS("artisan", Permission.ARTISANS_READ),
  ORDERS("order", Permission.ORDERS_READ),
  WORK_ORDERS("work-order", Permission.WORK_ORDERS_READ);

  private final String kind;
  private final Permission permission;

  Topic(String kind, Permission permission) {
    this.kind = kind;
    this.permission = permission;
  }

  static Optional<Topic> of(String word) {
    return Arrays.stream(values()).filter(topic -> topic.wire().equals(word)).findFirst();
  }

  /** As the audit calls what it is about. */
  String kind() {
    return kind;
  }

  Permission permission() {
    return permission;
  }

  @Override
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** May this actor, as it is now, know of the event? */
  boolean shows(Event event, Actor actor) {
    if (!kind.equals(event.kind()) || !actor.may(permission)) return false;
    return switch (actor) {
      case Actor.Maker(var own) -> own.equals(event.artisan());
      case Actor.Storefront(var own, var name) -> own.equals(event.channel());
      case Actor.Office person -> true;
      case Actor.House house -> true;
      case Actor.Anyone nobody -> false;
    };
  }
}
