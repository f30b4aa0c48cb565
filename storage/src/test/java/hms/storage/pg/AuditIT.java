package hms.storage.pg;

import static hms.domain.fixture.Makers.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.artisan.Artisan;
import hms.domain.audit.AuditDigest;
import hms.domain.audit.Cause;
import hms.domain.fixture.Goods;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.domain.fixture.Works;
import hms.domain.order.Negotiation;
import hms.domain.order.UnitLedger;
import hms.domain.order.WorkOrder;
import hms.domain.order.Worked;
import hms.domain.product.Stock;
import hms.storage.DomainJson;
import io.vertx.sqlclient.Row;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private static final String ENTRY =
      "select actor, kind, change from audit_entries where object = $1 and object_version = $2";
  private static final String CHANGES =
      "select change from audit_entries where object = $1 order by object_version";

  private static final String CAUSES =
      """
      select artisan_oid, on_behalf_of, why, request_id, message_id, key_id, address
      from audit_entries where object = $1
      """;

  private final Given given = new Given(OFFICE);

  @Test
  void each_version_of_each_kind_of_object_has_exactly_one_entry() {
    var listed = given.aListedProduct();
    var key = given.anActiveKey(listed.artisan());
    var order = given.anOrder(UnitLedger.pending(2));
    var sent = worked(given.aDraft().oid(), order.oid());

    assertThat(entries(listed.oid())).containsExactly("1 create", "2 approve", "3 list");
    assertThat(entries(Objects.requireNonNull(listed.approvedRevision())))
        .containsExactly("1 open");
    assertThat(entries(key.oid())).containsExactly("1 issue", "2 prove");
    assertThat(entries(order.oid())).containsExactly("1 receive");
    assertThat(entries(sent.oid())).containsExactly("1 send", "2 expire");
  }

  @Test
  void an_entry_says_who_did_it_and_what_changed_only() {
    var mia = Makers.anApplicant();
    var queue = Makers.aQueueId();
    OFFICE.carryOut(tx -> tx.artisans().create(mia, "sign_up"));

    OFFICE.carryOut(
        tx -> tx.artisans().change(mia.oid(), 1L, "activate", a -> a.activate(queue, NOW)));

    var entry = OFFICE.asOwner(ENTRY, mia.oid(), 2L).getFirst();
    assertThat(entry.getString("actor")).isEqualTo("system:test");
    assertThat(entry.getString("kind")).isEqualTo("artisan");
    assertThat(entry.getString("change"))
        .isEqualTo(
            """
            {"state":{"from":"applied","to":"active"},"queueId":{"to":"%s"}}\
            """
                .formatted(queue));
  }

  @Test
  void an_entry_says_whose_object_it_is_and_what_brought_it_about() {
    var maker = given.anArtisan();
    var draft = Goods.aDraft(maker.oid());
    UUID request = Samples.ids();
    UUID key = Samples.ids();
    var cause = Cause.call(request, key, "192.0.2.7").onBehalfOf("os:mia");
    var created =
        OFFICE
            .stores()
            .transact(
                new Actor.Maker(maker.oid()),
                cause,
                tx -> tx.products().create(draft, new Stock.OnHand(5, 0)));
    created.await().orThrow();

    var entry = OFFICE.asOwner(CAUSES, draft.oid()).getFirst();

    assertThat(entry.getUUID("artisan_oid")).isEqualTo(maker.oid());
    assertThat(entry.getString("on_behalf_of")).isEqualTo("os:mia");
    assertThat(entry.getString("why")).isNull();
    assertThat(entry.getUUID("request_id")).isEqualTo(request);
    assertThat(entry.getUUID("message_id")).isNull();
    assertThat(entry.getUUID("key_id")).isEqualTo(key);
    assertThat(entry.getString("address")).isEqualTo("192.0.2.7");
  }

  @Test
  void an_artisan_writes_no_entry_about_what_is_anothers() {
    UUID mine = given.anArtisan().oid();
    UUID theirs = given.anArtisan().oid();
    String forged =
        """
        begin; select set_config('app.artisan_id', '%1$s', true);
        insert into audit_entries (actor, kind, object, object_version, command, change, artisan_oid)
        values ('artisan:%1$s', 'product', gen_random_uuid(), 1, 'edit', '{}', '%2$s')
        """
            .formatted(mine, theirs);

    assertThatThrownBy(() -> OFFICE.inVain(OFFICE.pools().artisan(), forged))
        .hasMessageContaining("row-level security");
  }

  @Test
  void a_value_that_is_emptied_is_a_change() {
    var queued = Makers.anArtisan();
    var unqueued = Artisan.applied(queued.oid(), queued.handle(), queued.profile(), NOW);

    var change = AuditChange.between(queued, unqueued, Optional.empty());

    assertThat(change.toString())
        .isEqualTo(
            """
            {"state":{"from":"active","to":"applied"},"queueId":{"from":"%s"}}\
            """
                .formatted(queued.queueId()));
  }

  @Test
  void of_an_applicant_there_are_digests_only() {
    var mia = Makers.anApplicant();
    var digest = new AuditDigest(new byte[32]);
    var done =
        OFFICE
            .stores()
            .digesting(digest)
            .transact(new Actor.House("test"), tx -> tx.artisans().create(mia, "sign_up"));
    done.await().orThrow();

    var change = OFFICE.asOwner(ENTRY, mia.oid(), 1L).getFirst().getString("change");

    assertThat(change).doesNotContain(mia.profile().email(), mia.handle());
    assertThat(DomainJson.own(change, JsonNode.class).at("/profile/to").asText())
        .isEqualTo(
            digest.of(mia.oid(), "profile", DomainJson.text(DomainJson.tree(mia.profile()))));
  }

  @Test
  void replaying_all_entries_gives_the_object() {
    var listed = given.aListedProduct();
    var replayed = DomainJson.object();

    for (var row : OFFICE.asOwner(CHANGES, listed.oid())) {
      var change = DomainJson.own(row.getString("change"), JsonNode.class);
      change.properties().forEach(each -> replayed.set(each.getKey(), each.getValue().get("to")));
    }

    ObjectNode expected = DomainJson.tree(listed).deepCopy();
    expected.remove(List.of("oid", "version", "created", "modified"));
    var written = DomainJson.own(expected.toString(), JsonNode.class);
    assertThat((Object) DomainJson.own(replayed.toString(), JsonNode.class)).isEqualTo(written);
  }

  @Test
  void no_secret_is_in_any_entry() {
    var key = given.anActiveKey(given.anArtisan().oid());

    var entries =
        OFFICE.asOwner("select change from audit_entries").stream().map(Row::deepToString).toList();

    assertThat(entries.toString())
        .contains(key.fingerprint())
        .doesNotContain(Base64.getEncoder().encodeToString(key.wrappedSecret()))
        .doesNotContain(HexFormat.of().formatHex(key.wrappedSecret()))
        .doesNotContain("wrappedSecret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from audit_entries",
        "update audit_entries set actor = 'nobody'",
        "truncate audit_entries",
        "drop table audit_entries",
        "alter table audit_entries disable trigger all",
        "delete from unit_moves",
        "update unit_moves set units = 1"
      })
  void the_office_cannot_rewrite_what_has_happened(String sql) {
    assertThatThrownBy(() -> OFFICE.asOffice(sql))
        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
  }

  private WorkOrder worked(UUID product, UUID order) {
    var artisan = OFFICE.stores().products().find(product).future().await().orThrow().artisan();
    var sent = Works.aWorkOrder(order, artisan, Works.aLine(product, 2));
    OFFICE.carryOut(tx -> tx.workOrders().create(sent));
    return OFFICE.done(tx ->
        tx.workOrders()
            .change(sent.oid(), 1L, "expire", w -> Negotiation.expire(w, NOW))
            .map(Worked::order));
  }

  private static List<String> entries(UUID object) {
    return OFFICE
        .asOwner(
            "select object_version || ' ' || command from audit_entries where object = $1 order by 1",
            object)
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
