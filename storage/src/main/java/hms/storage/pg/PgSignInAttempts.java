package hms.storage.pg;

import hms.domain.Refusal;
import hms.domain.Sha256;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts who tries to sign in, by the name that is tried and by the address that tries, on all
 * nodes together. After five failures each further one costs twice the time of the one before, up
 * to a quarter of an hour; never for ever, so that nobody can lock out somebody else for good.
 */
public final class PgSignInAttempts {
  /** Later than this after the last failure, or the end of its penalty, counting begins anew. */
  static final Duration MEMORY = Duration.ofMinutes(15);

  private static final String BLOCKED =
      """
      select ceil(extract(epoch from max(blocked_until) - $2::timestamptz))::int as seconds
      from sign_in_attempts where subject = any ($1) and blocked_until > $2 having count(*) > 0
      """;

  /**
   * An attempt counts as a failure until it is known to be none: of many at a time, no more than
   * five are looked at. Rows are locked in one order, so that attempts do not wait for each other
   * in a ring.
   */
  private static final String TAKE =
      """
      insert into sign_in_attempts as a (subject, failures, last, blocked_until)
      select s, 1, $2, $2 from unnest($1::bytea[]) s order by s
      on conflict (subject) do update set last = $2,
          failures = case when greatest(a.last, a.blocked_until) < $3 then 1 else a.failures + 1 end,
          blocked_until = case
              when greatest(a.last, a.blocked_until) < $3 or a.failures < 4 then $2
              else $2 + least(900, 2 ^ least(a.failures - 4, 10)) * interval '1 second' end
      where a.blocked_until <= $2
      """;

  private static final String FORGET_NAME = "delete from sign_in_attempts where subject = $1";
  private static final String GIVE_BACK =
      """
      with last as (delete from sign_in_attempts where subject = $1 and failures = 1)
      update sign_in_attempts set failures = failures - 1, blocked_until = $2
      where subject = $1 and failures > 1
      """;

  private static final String POLICY = "sign-in";

  private final PgSession session;

  PgSignInAttempts(PgSession session) {
    this.session = session;
  }

  /**
   * Who is tried, from where.
   *
   * @param name an account's, known or not
   * @param address as it is counted
   */
  public record Subjects(String name, String address) {
    private Buffer[] both() {
      return new Buffer[] {Buffer.buffer(ofName()), Buffer.buffer(ofAddress())};
    }

    private byte[] ofName() {
      return Sha256.of("name:" + name);
    }

    private byte[] ofAddress() {
      return Sha256.of("address:" + address);
    }
  }

  /** An attempt is made. Errors: Throttled, saying how long to wait. */
  public Step<Void> take(Subjects who, Instant now) {
    Object both = who.both();
    return Step.from(session.first(row -> row.getInteger("seconds"), BLOCKED, both, now))
        .then(seconds ->
            seconds.isPresent()
                ? Step.refused(new Refusal.Throttled(POLICY, Math.max(1, seconds.get())))
                : taken(both, now));
  }

  private Step<Void> taken(Object both, Instant now) {
    return Step.from(session.run(TAKE, both, now, now.minus(MEMORY)))
        .then(rows ->
            rows.rowCount() == 2
                ? Step.from(Future.succeededFuture())
                : Step.refused(new Refusal.Throttled(POLICY, 1)));
  }

  /** The attempt was none: the name begins anew, the address has one failure less. */
  public Future<Void> succeeded(Subjects who, Instant now) {
    return session
        .run(FORGET_NAME, who.ofName())
        .compose(gone -> session.run(GIVE_BACK, who.ofAddress(), now))
        .mapEmpty();
  }

  /** The attempt was not looked at. */
  public Future<Void> returned(Subjects who, Instant now) {
    return session
        .run(GIVE_BACK, who.ofName(), now)
        .compose(given -> session.run(GIVE_BACK, who.ofAddress(), now))
        .mapEmpty();
  }
}
