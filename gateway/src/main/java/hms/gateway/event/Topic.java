package hms.gateway.event;

import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.WireName;
import hms.storage.pg.PgEvents.Event;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What somebody can listen to. */
enum Topic implements WireName {
  REVIEWS(Permission.REVISIONS_READ, "revision"),
  PRODUCTS(Permission.PRODUCTS_READ, "product"),
  ARTISANS(Permission.ARTISANS_READ, "artisan"),
  ORDERS(Permission.ORDERS_READ, "order"),
  WORK_ORDERS(Permission.WORK_ORDERS_READ, "work-order"),
  SHIPMENTS(Permission.WORK_ORDERS_READ, "shipment"),
  /** What people do with them; what comes of them is in {@link #JOBS}. */
  SCHEDULES(Permission.JOBS_READ, "schedule"),
  /** Everything that is written down. */
  AUDIT(Permission.AUDIT_READ),
  /** Something that {@code GET /overview} may count is another, of what the reader may see. */
  OVERVIEW(
      Permission.ACCOUNT_READ, "revision", "product", "artisan", "order", "work-order", "shipment"),
  /** How jobs go on; that is not in the audit, see {@link JobPulse}. */
  JOBS(Permission.JOBS_READ),
  /** Which nodes compute; see {@link ClusterPulse}. */
  CLUSTER(Permission.CLUSTER_READ),
  /** How long a storefront's own stream is; see {@link StreamPulse}. */
  MESSAGES(Permission.MESSAGES_EXCHANGE);

  private final Permission permission;
  private final Set<String> kinds;

  Topic(Permission permission, String... kinds) {
    this.permission = permission;
    this.kinds = Set.of(kinds);
  }

  static Optional<Topic> of(String word) {
    return Arrays.stream(values()).filter(topic -> topic.wire().equals(word)).findFirst();
  }

  /** As the audit calls what it is about; of the audit itself, nothing in particular. */
  Set<String> kinds() {
    return kinds;
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
    if (!actor.may(permission)) return false;
    return switch (this) {
      case AUDIT -> actor instanceof Actor.Office;
      case OVERVIEW ->
          kinds.contains(event.kind())
              && Arrays.stream(values()).anyMatch(each -> each.counts(event, actor));
      case JOBS, CLUSTER, MESSAGES -> false;
      case REVIEWS, PRODUCTS, ARTISANS, ORDERS, WORK_ORDERS, SHIPMENTS, SCHEDULES ->
          kinds.contains(event.kind()) && concerns(event, actor);
    };
  }

  /** May this actor, as it is now, know of it? */
  boolean shows(Beat beat, Actor actor) {
    if (!actor.may(permission)) return false;
    return this != MESSAGES
        || actor instanceof Actor.Storefront(var own, var name) && own.equals(beat.about());
  }

  private boolean counts(Event event, Actor actor) {
    return this != OVERVIEW && this != AUDIT && shows(event, actor);
  }

  private static boolean concerns(Event event, Actor actor) {
    return switch (actor) {
      case Actor.Maker(var own) -> own.equals(event.artisan());
      case Actor.Storefront(var own, var name) -> own.equals(event.channel());
      case Actor.Office person -> true;
      case Actor.House house -> true;
      case Actor.Anyone nobody -> false;
    };
  }
}
