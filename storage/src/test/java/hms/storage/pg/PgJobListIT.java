package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.job.Job;
import hms.storage.query.Found;
import hms.storage.query.Operator;
import hms.storage.query.Query;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs are listed by when they were made, whatever their oids say. */
final class PgJobListIT {
  @RegisterExtension static final OfficeDatabase OFFICE = new OfficeDatabase();
  private static final int OTHERS = 5_000;
  private static final int LIMIT = 50;

  /** A page and the row that tells of more, twice. */
  private static final long ROWS_READ_MAX = 2 * (LIMIT + 1);

  /** As one that follows from an Idempotency-Key may be: beyond all that tell a time. */
  private static final UUID KEYED = UUID.fromString("ffffffff-0000-8000-8000-000000000001");

  private static final UUID EARLY = UUID.fromString("01900000-0000-7000-8000-000000000001");
  private static final UUID LATE = UUID.fromString("01900000-0000-7000-8000-000000000002");
  private static final UUID TWIN = UUID.fromString("01900000-0000-7000-8000-000000000003");
  private static final Query NEWEST = Query.ALL.sortedBy("-created", "-oid");

  private static final String INSERT =
      """
      insert into job (oid, type, parameters, state, submitted_by, created, tenant)
      values ($1, 'noop', '{"units": 1}', 'QUEUED', 'mia', $2, 'mia')
      """;
  private static final String OTHER_JOBS =
      """
      insert into job (oid, type, parameters, state, submitted_by, created, tenant)
      select gen_random_uuid(), 'noop', '{"units": 1}', 'QUEUED', 'jo',
          $1::timestamptz - i * interval '1 second', 'jo'
      from generate_series(1, $2::bigint) i
      """;

  @BeforeAll
  static void fill() {
    var then = OffsetDateTime.parse("2026-11-23T08:00:00Z");
    OFFICE.execute(INSERT, KEYED, then);
    OFFICE.execute(INSERT, EARLY, then.plusSeconds(1));
    OFFICE.execute(INSERT, LATE, then.plusSeconds(2));
    OFFICE.execute(INSERT, TWIN, then.plusSeconds(2));
    OFFICE.execute(OTHER_JOBS, then, (long) OTHERS);
    OFFICE.execute("analyze job");
  }

  @Test
  void the_newest_come_first_and_oids_tell_twins_apart() {
    assertThat(oids(page(NEWEST.limitedTo(4)))).containsExactly(TWIN, LATE, EARLY, KEYED);
  }

  @Test
  void pages_follow_each_other_both_ways_without_a_gap() {
    var asked = NEWEST.limitedTo(1);
    var seen = new ArrayList<UUID>();
    var page = page(asked);
    for (int i = 0; i < 3; i++) {
      seen.addAll(oids(page));
      page = page(asked.after(page.next().orElseThrow()));
    }

    assertThat(seen).containsExactly(TWIN, LATE, EARLY);
    assertThat(oids(page)).containsExactly(KEYED);
    assertThat(oids(page(asked.before(page.prev().orElseThrow())))).containsExactly(EARLY);
  }

  @Test
  void a_late_page_reads_about_as_much_as_the_first() {
    var asked = NEWEST.limitedTo(LIMIT);
    var far = page(asked).next();
    for (int i = 0; i < 20; i++) far = page(asked.after(far.orElseThrow())).next();

    assertThat(rowsRead(asked)).as("first").isBetween(LIMIT + 1L, ROWS_READ_MAX);
    assertThat(rowsRead(asked.after(far.orElseThrow()))).as("late").isLessThan(ROWS_READ_MAX);
    assertThat(rowsRead(asked.before(far.orElseThrow()))).as("back").isLessThan(ROWS_READ_MAX);
    assertThat(rowsRead(asked.where("schedule", Operator.EQ, UUID.randomUUID()))).isZero();
  }

  private static Found<Job> page(Query query) {
    return new PgJobViews(OFFICE.pools().office()).get(query).future().await().orThrow();
  }

  private static List<UUID> oids(Found<Job> page) {
    return page.rows().stream().map(Job::oid).toList();
  }

  private static long rowsRead(Query query) {
    var pages = PgJobViews.PAGES;
    return new Plans(OFFICE, pages.statement(pages.fields().plan(query).orThrow())).rowsRead();
  }
}
