package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.domain.webhook.Webhook;
import hms.domain.webhook.Webhook.Disabled;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.StoredFields;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of storefronts as the office and their owners see them. How far each is, who sends
 * writes: {@link PgWebhookDeliveries}.
 */
public final class PgWebhookStore {
  private static final String KIND = "webhook";

  /** Of one storefront: each is told everything anew. */
  private static final int OWN_MAX = 10;

  private static final String COLUMNS =
      """
      select oid, version, created, modified, channel_oid, url, types, enabled, disabled_because,
          old_until
      from webhooks
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";

  private static final PgColumns SQL =
      PgColumns.builder()
          .at("channel", "channel_oid")
          .at("enabled", "enabled")
          .at("disabledBecause", "disabled_because")
          .build();
  static final PgPages<Webhook> PAGES = new PgPages<>(StoredFields.WEBHOOK, COLUMNS, SQL);

  /** One at a time adds to a channel. */
  private static final String ROOM =
      """
      with channel as (select oid from channels where oid = $1 for no key update)
      select (select count(*) from webhooks where channel_oid = $1) as taken from channel
      """;

  /** It is told what comes from now on. */
  private static final String INSERT =
      """
      insert into webhooks (oid, version, created, modified, channel_oid, url, types, enabled,
          disabled_because, wrapped_secret, position, next_at, until)
      select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, s.next_out - 1, $3, $3
      from streams s where s.recipient_oid = $5
      """;

  /** What is called elsewhere, or again, begins without the failures of before. */
  private static final String UPDATE =
      """
      update webhooks set version = $2, created = $3, modified = $4, channel_oid = $5, url = $6,
          types = $7, enabled = $8, disabled_because = $9,
          failures = case when url <> $6 or $8 and not enabled then 0 else failures end,
          next_at = case when url <> $6 or $8 and not enabled then $4 else next_at end
      where oid = $1
      """;

  private static final String ROTATE =
      """
      update webhooks set version = $2, modified = $3, old_until = $4,
          old_wrapped_secret = case when $4::timestamptz is not null then wrapped_secret end,
          wrapped_secret = $5
      where oid = $1
      """;

  private static final String DELETE = "delete from webhooks where oid = $1";

  private static final String STANDING =
      """
      select w.enabled, w.position, w.again_next, (
          select min(o.sequence) from outbox o
          where o.recipient_oid = w.channel_oid and o.sequence >= $2) as kept
      from webhooks w where w.oid = $1
      """;
  private static final String AGAIN =
      """
      update webhooks set again_next = $2, again_last = $3, next_at = $5, version = $4, modified = $5
      where oid = $1
      """;
  private static final String TEST = "update webhooks set test_id = $2 where oid = $1";

  private static final PgRows<Webhook> ROWS =
      new PgRows<>(KIND, FIND, LOCK, INSERT, UPDATE, PgWebhookStore::read, PgWebhookStore::values);

  private final PgSession session;

  PgWebhookStore(PgSession session) {
    this.session = session;
  }

  /**
   * How far it is.
   *
   * @param position the last number that it was told
   * @param again it is being told some once more
   * @param kept the first number from the one that was asked for on that is kept; null if none is
   */
  public record Standing(boolean enabled, long position, boolean again, @Nullable Long kept) {}

  public Step<Webhook> find(UUID oid) {
    return ROWS.find(session, oid);
  }

  /** The same, which nobody else changes meanwhile. */
  public Step<Webhook> lock(UUID oid) {
    return ROWS.lock(session, oid);
  }

  public Step<Found<Webhook>> get(Query query) {
    return PAGES.get(session, query, PgWebhookStore::read);
  }

  /**
   * Errors: NotFound for the channel; Denied for one too many.
   *
   * @param wrapped its secret, closed
   */
  public Step<Webhook> create(Webhook w, byte[] wrapped) {
    return Step.from(session.first(row -> row.getLong("taken"), ROOM, w.channel()))
        .decide(taken ->
            taken
                .map(PgWebhookStore::room)
                .orElseGet(() -> Outcome.refused(new Refusal.NotFound("channel"))))
        .then(room -> Step.from(inserted(w, wrapped)));
  }

  private static Outcome<Long> room(long taken) {
    return taken < OWN_MAX
        ? Outcome.done(taken)
        : Outcome.refused(
            new Refusal.Denied("no storefront has more than " + OWN_MAX + " webhooks", List.of()));
  }

  private Future<Webhook> inserted(Webhook w, byte[] wrapped) {
    return session
        .run(
            INSERT,
            w.oid(),
            w.version(),
            w.created(),
            w.modified(),
            w.channel(),
            w.url(),
            w.types().toArray(String[]::new),
            w.enabled(),
            w.disabledBecause(),
            wrapped)
        .compose(row -> session.audit(null, w, KIND, "create"))
        .map(told -> w);
  }

  /** Errors: NotFound, Stale. */
  public Step<Webhook> change(
      UUID oid, long expected, String command, Function<Webhook, Outcome<Webhook>> decision) {
    return ROWS.change(session, oid, expected, command, decision);
  }

  /**
   * Another secret signs from now on; its caller has locked it.
   *
   * @param wrapped the new one, closed
   */
  public Step<Webhook> rotate(Webhook next, byte[] wrapped) {
    return Step.from(
        session
            .run(
                ROTATE, next.oid(), next.version(), next.modified(), next.oldSecretUntil(), wrapped)
            .compose(set ->
                session.audit(
                    KIND, next.oid(), next.version(), "rotate", DomainJson.object(), null))
            .map(told -> next));
  }

  /** For good, with what is known of its attempts. Errors: NotFound, Stale. */
  public Step<Webhook> delete(
      UUID oid, long expected, Function<Webhook, Outcome<Webhook>> decision) {
    return ROWS.lock(session, oid)
        .decide(decision)
        .decide(found -> Versioned.seen(found, expected, KIND))
        .then(found ->
            Step.from(session.run(DELETE, oid).compose(gone -> deleted(found))).map(told -> found));
  }

  private Future<Void> deleted(Webhook gone) {
    return session.audit(KIND, gone.oid(), gone.version() + 1, "delete", DomainJson.object(), null);
  }

  /**
   * Of a webhook that the caller has locked.
   *
   * @param from the number that is asked for
   */
  public Future<Standing> standing(UUID oid, long from) {
    return session
        .first(PgWebhookStore::standing, STANDING, oid, from)
        .map(all -> all.orElseThrow());
  }

  /** Tells it these once more, before what is new; its caller has locked it. */
  public Step<Webhook> again(Webhook webhook, long from, long to, Instant now) {
    var next = webhook.redelivered(now);
    var asked = DomainJson.object().put("from", from).put("to", to);
    return Step.from(
        session
            .run(AGAIN, next.oid(), from, to, next.version(), next.modified())
            .compose(
                set -> session.audit(KIND, next.oid(), next.version(), "redeliver", asked, null))
            .map(told -> next));
  }

  /** Sends it a test by this id, as soon as may be; its caller has locked it. */
  public Step<Webhook> test(Webhook webhook, UUID message) {
    return Step.from(session.run(TEST, webhook.oid(), message)).map(set -> webhook);
  }

  private static Standing standing(Row row) {
    return new Standing(
        row.getBoolean("enabled"),
        row.getLong("position"),
        row.getLong("again_next") != null,
        row.getLong("kept"));
  }

  static Webhook read(Row row) {
    return new Webhook(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getUUID("channel_oid"),
        row.getString("url"),
        List.of(row.getArrayOfStrings("types")),
        row.getBoolean("enabled"),
        row.getString("disabled_because") == null
            ? null
            : PgSession.word(row, "disabled_because", Disabled.class),
        row.getOffsetDateTime("old_until") == null ? null : PgSession.instant(row, "old_until"));
  }

  private static @Nullable Object[] values(Webhook w) {
    return new @Nullable Object[] {
      w.oid(),
      w.version(),
      w.created(),
      w.modified(),
      w.channel(),
      w.url(),
      w.types().toArray(String[]::new),
      w.enabled(),
      w.disabledBecause()
    };
  }
}
