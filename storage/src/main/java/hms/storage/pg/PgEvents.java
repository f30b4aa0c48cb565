package hms.storage.pg;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has happened, in the order of the audit. An entry is told when no transaction that began
 * before it can still commit: by then everything that belongs before it is there, so whoever reads
 * on from a place never misses one that was late.
 */
public final class PgEvents {
  private static final String EVENTS =
      """
      select e.xid::text as xid, e.n, e.kind, e.object, e.object_version, e.command, e.artisan_oid,
          o.channel_oid
      from audit_entries e left join orders o on e.kind = 'order' and o.oid = e.object
      where (e.xid, e.n) > (($1::text)::xid8, $2)
        and e.xid < pg_snapshot_xmin(pg_current_snapshot())
      """;
  private static final String BEHIND = EVENTS + " order by e.xid, e.n limit $3";
  private static final String BETWEEN =
      EVENTS
          + """
           and (e.xid, e.n) <= (($3::text)::xid8, $4) and ($5::text[] is null or e.kind = any ($5))
          order by e.xid, e.n limit $6
          """;
  private static final String LAST =
      """
      select xid::text as xid, n from audit_entries
      where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid desc, n desc limit 1
      """;
  private static final String AT =
      "select at from audit_entries where xid = ($1::text)::xid8 and n = $2";

  private final PgSession session;

  PgEvents(PgSession session) {
    this.session = session;
  }

  /** A place in the order: behind this entry. {@code 0, 0} is before all. */
  public record Place(long xid, long n) {
    public static final Place BEGINNING = new Place(0, 0);

    public boolean isAfter(Place other) {
      return xid > other.xid || xid == other.xid && n > other.n;
    }
  }

  /**
   * A change of something.
   *
   * @param artisan whose it is; null if it is not one artisan's
   * @param channel the storefront where it was ordered; null if it is no order
   */
  public record Event(
      Place place,
      String kind,
      UUID oid,
      long version,
      String command,
      @Nullable UUID artisan,
      @Nullable UUID channel) {}

  /** Up to {@code limit} events behind a place, in order. */
  public Future<List<Event>> behind(Place place, int limit) {
    return session.list(PgEvents::read, BEHIND, "" + place.xid(), place.n(), limit);
  }

  /**
   * Those of some kinds behind a place, up to and with another one.
   *
   * @param kinds empty for all
   */
  public Future<List<Event>> between(
      Place place, Place last, Optional<Set<String>> kinds, int limit) {
    return session.list(
        PgEvents::read,
        BETWEEN,
        "" + place.xid(),
        place.n(),
        "" + last.xid(),
        last.n(),
        kinds.map(some -> some.toArray(String[]::new)).orElse(null),
        limit);
  }

  /** The place behind all that can be told now. */
  public Future<Place> last() {
    return session.first(PgEvents::place, LAST).map(found -> found.orElse(Place.BEGINNING));
  }

  /** When what stands at this place happened; empty if there is nothing. */
  public Future<Optional<Instant>> at(Place place) {
    return session.first(row -> PgSession.instant(row, "at"), AT, "" + place.xid(), place.n());
  }

  private static Event read(Row row) {
    return new Event(
        place(row),
        row.getString("kind"),
        row.getUUID("object"),
        row.getLong("object_version"),
        row.getString("command"),
        row.getUUID("artisan_oid"),
        row.getUUID("channel_oid"));
  }

  private static Place place(Row row) {
    return new Place(Long.parseLong(row.getString("xid")), row.getLong("n"));
  }
}
