package hms.storage.pg;

import io.vertx.core.Future;
import java.time.Instant;

/** Removes what has served its time. Each call takes a bounded batch, and tells how many. */
public final class PgSweep {
  private static final String IDEMPOTENCY =
      """
      delete from idempotency_keys k using (
          select principal, key from idempotency_keys
          where created < $1 order by created limit $2 for update skip locked) old
      where k.principal = old.principal and k.key = old.key
      """;

  /**
   * The oldest numbers first, so that what is left of a stream has no gap. Not locked before:
   * marking rows of the outbox is the relay's.
   */
  private static final String OUTBOX =
      """
      delete from outbox where message_id in (
          select message_id from outbox
          where sent < $1 order by sent, sequence limit $2)
      """;

  private static final String INBOX =
      """
      delete from inbox i using (
          select sender_oid, message_id from inbox
          where received < $1 order by received limit $2 for update skip locked) old
      where i.sender_oid = old.sender_oid and i.message_id = old.message_id
      """;
  private static final String PARKED =
      """
      delete from parked_messages p using (
          select sender_oid, sequence from parked_messages
          where received < $1 order by received limit $2 for update skip locked) old
      where p.sender_oid = old.sender_oid and p.sequence = old.sequence
      """;

  /** Named by the product, or by what is proposed for it. */
  private static final String NAMED =
      """
      (exists (select from products p where p.oid = i.product_oid
          and p.content -> 'images' @> jsonb_build_array(jsonb_build_object('image', i.oid)))
        or exists (select from product_revisions r where r.product_oid = i.product_oid
          and r.state in ('draft', 'submitted', 'in_review', 'changes_requested')
          and r.proposed -> 'images' @> jsonb_build_array(jsonb_build_object('image', i.oid))))
      """;

  private static final String FLAG_IMAGES =
      """
      update product_images set unused_since = $1 where oid in (
          select i.oid from product_images i
          where not i.live and i.unused_since is null and i.created < $1 and not
      """
          + NAMED
          + "order by i.created limit $2 for update skip locked)";
  private static final String IMAGES =
      """
      delete from product_images where not live and unused_since < $1 and oid in (
          select i.oid from product_images i where i.unused_since < $1 and not
      """
          + NAMED
          + "order by i.unused_since limit $2 for update skip locked)";

  private static final String SESSIONS =
      """
      delete from sessions where oid in (
          select oid from sessions where expires < $1 order by expires limit $2
          for update skip locked)
      """;
  private static final String MAKER_SESSIONS =
      """
      delete from artisan_sessions where oid in (
          select oid from artisan_sessions where expires < $1 order by expires limit $2
          for update skip locked)
      """;
  private static final String LINKS =
      """
      delete from session_links where hash in (
          select hash from session_links where expires < $1 order by expires limit $2
          for update skip locked)
      """;
  private static final String ATTEMPTS =
      """
      delete from sign_in_attempts where subject in (
          select subject from sign_in_attempts
          where last < $1 and blocked_until < $1 order by last limit $2 for update skip locked)
      """;

  private static final String NONCES =
      """
      delete from used_nonces u using (
          select key_oid, nonce from used_nonces
          where at < $1 order by at limit $2) old
      where u.key_oid = old.key_oid and u.nonce = old.nonce
      """;
  private static final String CALLS =
      """
      delete from webhook_attempts a using (
          select webhook_oid, n from webhook_attempts where at < $1 order by at limit $2) old
      where a.webhook_oid = old.webhook_oid and a.n = old.n
      """;

  private static final String FILES =
      """
      delete from files where oid in (
          select f.oid from files f
          where f.expires < $1 and not exists (
            select from job_upload u join job j
              on j.type = 'stream' and lower(j.parameters ->> 'input') = u.oid::text
                and j.submitted_by = u.principal
            where u.file_oid = f.oid and (j.ended is null or j.ended > $1 - interval '1 day'))
          order by f.expires limit $2 for update of f skip locked)
      """;
  private static final String OPERATIONS =
      """
      delete from operations where oid in (
          select oid from operations where ended < $1 order by ended limit $2
          for update skip locked)
      """;

  private final PgSession session;

  PgSweep(PgSession session) {
    this.session = session;
  }

  /** Answers to requests that were made before {@code before}. */
  public Future<Integer> idempotencyKeys(Instant before, int limit) {
    return rows(IDEMPOTENCY, before, limit);
  }

  /** Messages that were sent before. What waits to be sent stays, however old. */
  public Future<Integer> outbox(Instant before, int limit) {
    return rows(OUTBOX, before, limit);
  }

  /** What is remembered of messages that came before; their numbers stay taken. */
  public Future<Integer> inbox(Instant before, int limit) {
    return rows(INBOX, before, limit);
  }

  /** Messages whose predecessors never came. */
  public Future<Integer> parked(Instant before, int limit) {
    return rows(PARKED, before, limit);
  }

  /** Marks pictures that nothing names any more; whoever names one again takes the mark off. */
  public Future<Integer> flagImages(Instant now, int limit) {
    return rows(FLAG_IMAGES, now, limit);
  }

  /** Pictures, with their bytes, that nothing has named since {@code before}. */
  public Future<Integer> images(Instant before, int limit) {
    return rows(IMAGES, before, limit);
  }

  /** Sessions that were over before; that they were is in the audit. */
  public Future<Integer> sessions(Instant before, int limit) {
    return rows(SESSIONS, before, limit);
  }

  /** The same of artisans. */
  public Future<Integer> makerSessions(Instant before, int limit) {
    return rows(MAKER_SESSIONS, before, limit);
  }

  /** Links that nobody has followed. */
  public Future<Integer> links(Instant before, int limit) {
    return rows(LINKS, before, limit);
  }

  /** Nonces of requests that came before: those would come too late by now. */
  public Future<Integer> nonces(Instant before, int limit) {
    return rows(NONCES, before, limit);
  }

  /** Calls of webhooks that were made before. */
  public Future<Integer> calls(Instant before, int limit) {
    return rows(CALLS, before, limit);
  }

  /** Failures to sign in that count no more. */
  public Future<Integer> attempts(Instant before, int limit) {
    return rows(ATTEMPTS, before, limit);
  }

  /** Files that have served their time, and those that never became whole. */
  public Future<Integer> files(Instant before, int limit) {
    return rows(FILES, before, limit);
  }

  /** Operations that ended before; what was done by them stays. */
  public Future<Integer> operations(Instant before, int limit) {
    return rows(OPERATIONS, before, limit);
  }

  /** What jobs have left. */
  public PgJobSweep jobs() {
    return new PgJobSweep(session);
  }

  /** Artisans that were purged, and what they left. */
  public PgDepartures departures() {
    return new PgDepartures(session);
  }

  private Future<Integer> rows(String sql, Instant time, int limit) {
    return session.run(sql, time, limit).map(done -> done.rowCount());
  }
}
