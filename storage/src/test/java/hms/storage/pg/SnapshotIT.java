package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.fixture.Makers;
import hms.storage.Step;
import hms.storage.query.Query;
import io.vertx.pgclient.PgException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Long readings see one moment, whatever happens meanwhile. */
final class SnapshotIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();

  @Test
  void what_comes_between_two_pages_is_not_in_the_second() {
    anApplicant();
    anApplicant();
    var query = Query.ALL.limitedTo(1);

    int seen =
        OFFICE
            .stores()
            .snapshot(
                OfficeDatabase.ACTOR,
                tx ->
                    tx.artisans()
                        .get(query)
                        .then(first ->
                            Step.from(meanwhile())
                                .then(more ->
                                    tx.artisans()
                                        .get(query.limitedTo(200).after(first.next().get()))))
                        .map(rest -> rest.rows().size()))
            .await()
            .orThrow();

    assertThat(seen).isEqualTo(1);
    assertThat(OFFICE.stores().artisans().get(Query.ALL).future().await().orThrow().rows())
        .hasSize(3);
  }

  @Test
  void nothing_is_written_by_a_reading() {
    var written =
        OFFICE
            .stores()
            .snapshot(
                OfficeDatabase.ACTOR, tx -> tx.artisans().create(Makers.anApplicant(), "sign_up"));

    assertThat(
            written.transform(ended -> io.vertx.core.Future.succeededFuture(ended.cause())).await())
        .isInstanceOfSatisfying(
            PgException.class, refused -> assertThat(refused.getSqlState()).isEqualTo("25006"));
  }

  private static void anApplicant() {
    OFFICE.carryOut(tx -> tx.artisans().create(Makers.anApplicant(), "sign_up"));
  }

  private static io.vertx.core.Future<Outcome<Object>> meanwhile() {
    return OFFICE
        .stores()
        .transact(
            OfficeDatabase.ACTOR,
            tx -> tx.artisans().create(Makers.anApplicant(), "sign_up").map(made -> (Object) made));
  }
}
