package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.audit.AuditDigest;
import hms.domain.audit.AuditRoot;
import hms.domain.audit.Cause;
import hms.domain.fixture.Makers;
import hms.storage.Step;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way to falsify the audit that leaves a trace in the chain. */
final class AuditChainIT {
  private static final byte[] SECRET = "kept outside the database".getBytes();
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

  private static final Pattern SCAN = Pattern.compile(" on audit_entries e\\b");

  @RegisterExtension private final OfficeDatabase office = new OfficeDatabase();

  @Test
  void an_honest_audit_verifies_and_sealing_again_adds_nothing() {
    applicants(20);

    assertThat(seal()).isEqualTo(20);
    assertThat(seal()).isZero();

    assertThat(verify().findings()).isEmpty();
    assertThat(verify().seals()).isEqualTo(20);
  }

  @Test
  void entries_of_concurrent_transactions_are_all_sealed_in_the_order_of_their_commits() {
    var writers = IntStream.range(0, 40).mapToObj(i -> applicant()).toList();
    var sealers = IntStream.range(0, 10).mapToObj(i -> sealing()).toList();
    Future.all(writers).await();
    Future.join(sealers).await();

    seal();

    assertThat(verify().seals()).isEqualTo(40);
    assertThat(verify().findings()).isEmpty();
  }

  @Test
  void an_entry_waits_until_no_transaction_before_it_can_commit() {
    var inner =
        office
            .stores()
            .transact(
                OfficeDatabase.ACTOR,
                tx ->
                    tx.artisans()
                        .create(Makers.anApplicant(), "sign_up")
                        .then(first -> Step.from(applicant().compose(second -> sealing()))))
            .await()
            .orThrow();

    assertThat(inner).as("sealed while the first was still open").isZero();
    assertThat(seal()).isEqualTo(2);
    assertThat(verify().findings()).isEmpty();
  }

  @Test
  void a_changed_entry_is_found() {
    applicants(5);
    seal();

    office.execute("update audit_entries set actor = 'office:eve' where n = " + nth(3));

    assertThat(verify().findings())
        .containsExactly("entry %d of seal 3 was changed or moved".formatted(nth(3)));
  }

  @Test
  void two_entries_that_changed_places_are_found() {
    applicants(5);
    seal();

    office.execute(
        """
        update audit_entries a set change = b.change from audit_entries b
        where (a.n, b.n) in ((%1$d, %2$d), (%2$d, %1$d))
        """
            .formatted(nth(2), nth(4)));

    assertThat(verify().findings())
        .containsExactly(
            "entry %d of seal 2 was changed or moved".formatted(nth(2)),
            "entry %d of seal 4 was changed or moved".formatted(nth(4)));
  }

  @Test
  void a_cause_that_was_added_or_taken_away_is_found() {
    var cause = Cause.UNKNOWN.because("a deadline");
    var caused =
        office
            .stores()
            .transact(
                OfficeDatabase.ACTOR,
                cause,
                tx -> tx.artisans().create(Makers.anApplicant(), "sign_up"));
    caused.await().orThrow();
    applicants(1);
    seal();
    assertThat(verify().findings()).isEmpty();

    office.execute("update audit_entries set why = null where n = " + nth(1));
    office.execute("update audit_entries set address = '192.0.2.7' where n = " + nth(2));

    assertThat(verify().findings()).hasSize(2);
  }

  @Test
  void a_bad_link_is_told_once_and_later_roots_hold_all_the_same() {
    applicants(5);
    seal();
    root();

    office.execute("update audit_entries set actor = 'office:eve' where n = " + nth(2));

    assertThat(verify().seals()).isEqualTo(5);
    assertThat(verify().findings())
        .containsExactly("entry %d of seal 2 was changed or moved".formatted(nth(2)));
  }

  @Test
  void a_day_is_signed_once_it_is_over() {
    applicants(3);
    seal();

    root(TODAY);
    assertThat(roots()).isEmpty();

    root(TODAY.plusDays(1));
    root(TODAY.plusDays(1));
    assertThat(roots()).extracting(AuditRoot::day).containsExactly(TODAY);
    assertThat(roots()).extracting(AuditRoot::seq).containsExactly(3L);
  }

  /** It is asked each second, however much a day brings. */
  @Test
  void whether_a_day_is_to_be_signed_is_known_without_its_entries() {
    applicants(20);
    seal();
    assertThat(entriesAreReadForTheEndOf(TODAY)).as("all of them of today").isFalse();

    root(TODAY.plusDays(1));
    assertThat(entriesAreReadForTheEndOf(TODAY.plusDays(1))).as("signed").isFalse();
    assertThat(entriesAreReadForTheEndOf(TODAY.plusDays(2))).as("nothing came").isFalse();

    applicants(1);
    seal();
    assertThat(entriesAreReadForTheEndOf(TODAY.plusDays(2))).as("one to sign").isTrue();
  }

  @Test
  void of_a_chain_that_is_spoilt_all_over_a_hundred_places_are_named_and_the_rest_counted() {
    applicants(120);
    seal();

    office.execute("update audit_entries set actor = 'office:eve'");

    assertThat(verify().findings()).hasSize(101).last().isEqualTo("and 20 more");
  }

  @Test
  void a_removed_entry_is_found_with_its_seal_and_without() {
    applicants(5);
    seal();
    long removed = nth(3);

    office.execute("alter table audit_seals drop constraint audit_seals_n_fkey");
    office.execute("delete from audit_entries where n = " + removed);
    assertThat(verify().findings())
        .containsExactly("entry %d of seal 3 is missing".formatted(removed));

    office.execute("delete from audit_seals where seq = 3");
    assertThat(verify().findings()).containsExactly("seal 3 is missing");
  }

  @Test
  void an_entry_that_was_put_behind_the_seals_is_found() {
    applicants(3);
    seal();

    office.execute(
        """
        insert into audit_entries (xid, actor, kind, object, object_version, command, change)
        select xid, 'office:eve', 'product', '%s', 1, 'list', '{}' from audit_entries
        order by n limit 1
        """
            .formatted(UUID.randomUUID()));

    assertThat(verify().findings()).singleElement().asString().contains("put behind the seals");
  }

  @Test
  void a_chain_that_was_made_anew_or_cut_off_does_not_lead_to_its_root() {
    applicants(4);
    seal();
    root();
    assertThat(verify().findings()).isEmpty();

    office.execute("alter table audit_roots drop constraint audit_roots_seq_fkey");
    office.execute("delete from audit_seals where seq >= 3");
    office.execute("delete from audit_entries where n >= " + nth(3));
    assertThat(verify().findings())
        .singleElement()
        .asString()
        .contains("does not lead to the root");

    office.execute(
        "update audit_roots set seq = 2, hash = (select hash from audit_seals where seq = 2)");
    assertThat(verify().findings()).singleElement().asString().contains("wrong signature");
  }

  @Test
  void the_office_itself_can_neither_change_nor_remove_what_is_sealed() {
    var may =
        office.asOwner(
            """
            select table_name, privilege_type from information_schema.role_table_grants
            where grantee = 'hms_office' and table_name like 'audit%'
              and privilege_type not in ('SELECT', 'INSERT')
            """);

    assertThat(may).isEmpty();
  }

  private void applicants(int count) {
    for (int i = 0; i < count; i++) applicant().await();
  }

  private Future<?> applicant() {
    return office
        .stores()
        .digesting(new AuditDigest(SECRET))
        .transact(OfficeDatabase.ACTOR, tx -> tx.artisans().create(Makers.anApplicant(), "sign_up"))
        .map(outcome -> outcome.orThrow());
  }

  private int seal() {
    return sealing().await();
  }

  private Future<Integer> sealing() {
    return office
        .stores()
        .forRelay()
        .transact(OfficeDatabase.ACTOR, tx -> Step.from(tx.auditChain().seal(1000)))
        .map(outcome -> outcome.orThrow());
  }

  private void root() {
    root(TODAY.plusDays(1));
  }

  private void root(LocalDate today) {
    var relay = office.stores().forRelay();
    relay
        .transact(OfficeDatabase.ACTOR, tx -> Step.from(tx.auditChain().root(today, SECRET)))
        .await()
        .orThrow();
  }

  private List<AuditRoot> roots() {
    return office.stores().auditChain().roots().await();
  }

  /** Of those that may be the last one of the day, as the database carries it out. */
  private boolean entriesAreReadForTheEndOf(LocalDate day) {
    String asked = PgAuditChain.DAY_END.replace("$1", "'" + day + "'");
    var plan = office.asOwner("explain (analyze, costs off, timing off) " + asked);
    var scan = plan.stream().map(row -> row.getString(0)).filter(SCAN.asPredicate()).toList();
    assertThat(scan).hasSize(1);
    return !scan.getFirst().contains("never executed");
  }

  private AuditVerification.Report verify() {
    return new AuditVerification(office.stores().auditChain()).run(SECRET).await();
  }

  private long nth(int position) {
    List<Long> numbers =
        office.asOwner("select n from audit_entries order by n").stream()
            .map(row -> row.getLong("n"))
            .toList();
    return numbers.get(position - 1);
  }
}
