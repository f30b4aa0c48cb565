package hms.storage.pg;

import static hms.domain.fixture.Transition.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.Lifecycle;
import hms.domain.fixture.Transition;
import hms.domain.fixture.Transitions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who goes round the domain meets the guard of the states, in either role. */
final class GuardIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private static final Set<Transition> ROWS = Transitions.all();
  private static final String REFUSED = "HM001";

  /** A table with nothing but states, so that no other rule is in the way. */
  @BeforeAll
  static void makeAProbe() {
    OFFICE.execute("create schema probes");
    OFFICE.execute("grant usage on schema probes to hms_office, hms_artisan");
    OFFICE.execute("create table probes.probe (state text, request_state text, work_state text)");
    OFFICE.execute(
        "grant select, insert, update, delete on probes.probe to hms_office, hms_artisan");
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Lifecycles#all")
  void exactly_the_moves_of_the_table_pass_in_each_role(Lifecycle<?, ?> table) {
    var guarded = new Guarded(table.name(), OFFICE);
    OFFICE.execute(
        """
        create or replace trigger guard before insert or update on probes.probe for each row
        execute function guard_state('%s', '%s')
        """
            .formatted(table.name(), guarded.attribute()));
    for (String from : guarded.statesOfTheCheck()) {
      OFFICE.execute("delete from probes.probe");
      restored(guarded.attribute(), from);
      for (String to : guarded.statesOfTheCheck()) {
        if (from.equals(to)) continue;
        tried(guarded, from, to, "artisan", OFFICE.pools().artisan());
        tried(guarded, from, to, "office", OFFICE.pools().office());
      }
      tried(guarded, NOTHING, from, "artisan", OFFICE.pools().artisan());
      tried(guarded, NOTHING, from, "office", OFFICE.pools().office());
    }
  }

  @Test
  void an_artisan_cannot_pass_for_a_dump() {
    OFFICE.execute(
        """
        create or replace trigger guard before insert or update on probes.probe for each row
        execute function guard_state('product', 'state')
        """);
    String forged =
        "begin; set local app.restoring = 'on'; insert into probes.probe (state) values ('listed')";

    assertThatThrownBy(() -> OFFICE.inVain(OFFICE.pools().artisan(), forged))
        .hasMessageContaining("the artisan may not move [*] to listed");
  }

  @Test
  void every_column_of_a_state_has_its_guard() {
    assertThat(Guarded.unguarded(OFFICE)).isEmpty();
  }

  @Test
  void a_guard_that_is_removed_or_asleep_is_missed() {
    OFFICE.execute("create table loose (state text)");
    OFFICE.execute("alter table work_orders rename work_state to works_state");
    try {
      OFFICE.pastTheGuard(
          "products",
          () ->
              assertThat(Guarded.unguarded(OFFICE))
                  .containsExactly(
                      "loose.state on insert",
                      "loose.state on update",
                      "products.state on insert",
                      "products.state on update",
                      "work_orders.works_state on insert",
                      "work_orders.works_state on update"));
    } finally {
      OFFICE.execute("alter table work_orders rename works_state to work_state");
      OFFICE.execute("drop table loose");
    }
  }

  @Test
  void a_product_cannot_be_listed_past_its_review() {
    var draft = new Given(OFFICE).aDraft();
    String list = "update products set state = 'listed' where oid = $1";

    assertThatThrownBy(() -> OFFICE.asOffice(list, draft.oid()))
        .isInstanceOfSatisfying(
            PgException.class,
            refused -> {
              assertThat(refused.getSqlState()).isEqualTo(REFUSED);
              assertThat(refused.getErrorMessage())
                  .isEqualTo("products.state: the office may not move draft to listed");
            });
  }

  @Test
  void an_artisan_cannot_list_what_the_office_may_list() {
    var listed = new Given(OFFICE).aListedProduct();
    OFFICE.execute("update products set state = 'unlisted' where oid = $1", listed.oid());
    String asMaker =
        """
        begin; select set_config('app.artisan_id', '%s', true);
        update products set state = 'listed' where oid = '%s'
        """
            .formatted(listed.artisan(), listed.oid());

    assertThatThrownBy(() -> OFFICE.inVain(OFFICE.pools().artisan(), asMaker))
        .hasMessageContaining("products.state: the artisan may not move unlisted to listed");
  }

  private static void tried(Guarded guarded, String from, String to, String side, Pool pool) {
    boolean lets = ROWS.stream().anyMatch(row -> row.lets(guarded.machine(), from, to, side));

    assertThat(passes(guarded.attribute(), from, to, pool))
        .as("%s: the %s moves %s to %s", guarded.machine(), side, from, to)
        .isEqualTo(lets);
  }

  private static boolean passes(String attribute, String from, String to, Pool pool) {
    String insert = "begin; insert into probes.probe (%s) values ('%s')".formatted(attribute, to);
    String update =
        "begin; update probes.probe set %1$s = '%3$s' where %1$s = '%2$s'"
            .formatted(attribute, from, to);
    try {
      OFFICE.inVain(pool, from.equals(NOTHING) ? insert : update);
      return true;
    } catch (PgException refused) {
      assertThat(refused.getSqlState()).isEqualTo(REFUSED);
      return false;
    }
  }

  /** As a dump is read: a row in whatever state it was. */
  private static void restored(String attribute, String state) {
    String insert = "insert into probes.probe (%s) values ('%s')".formatted(attribute, state);
    OFFICE
        .ownerPool()
        .query("select set_config('app.restoring', 'on', true); " + insert)
        .execute()
        .await();
  }
}
