package hms.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Answer;
import hms.Ask;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.gateway.session.Person;
import hms.storage.DomainJson;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Auditors look into the audit; nobody else does, and nobody finds a secret there. */
class AuditListIT {
  private final TestMaker maker = TestMaker.enrolled();
  private final UUID product = maker.sells(3);

  @Test
  void who_did_what_to_an_object_is_there_with_what_was_before_and_after() {
    var entries = audit("object=" + product);

    assertThat(entries.findValuesAsText("n"))
        .isSortedAccordingTo((a, b) -> Long.compare(Long.parseLong(b), Long.parseLong(a)));
    JsonNode listed = entries.get(0);
    assertThat(listed.path("actor").asText()).isEqualTo("office:reviewer@office.example");
    assertThat(listed.path("kind").asText()).isEqualTo("product");
    assertThat(listed.at("/changes/state/from").asText()).isEqualTo("unlisted");
    assertThat(listed.at("/changes/state/to").asText()).isEqualTo("listed");
    assertThat(listed.path("artisan").asText()).isEqualTo(maker.oid().toString());
    assertThat(UUID.fromString(listed.path("requestId").asText())).isNotNull();
  }

  @Test
  void each_entry_gets_its_place_in_the_chain() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> audit("object=" + product).findValues("hash").size() >= 2);

    var hashes = audit("object=" + product).findValuesAsText("hash");
    assertThat(hashes).doesNotHaveDuplicates().allMatch(each -> each.matches("[0-9a-f]{64}"));
    String kept =
        "select encode(s.hash, 'hex') from audit_seals s join audit_entries e on e.n = s.n "
            + "where e.object = $1 order by e.n desc limit 1";
    assertThat(TestOffice.get().texts(kept, product)).containsExactly(hashes.getFirst());
  }

  @Test
  void it_is_found_by_call_actor_kind_command_and_time() {
    JsonNode latest = audit("object=" + product).get(0);
    String at = latest.path("at").asText();

    assertThat(audit("requestId=" + latest.path("requestId").asText()).findValuesAsText("object"))
        .contains(product.toString());
    assertThat(audit("actor=artisan:" + maker.oid() + "&kind=product").findValuesAsText("object"))
        .containsOnly(product.toString());
    assertThat(audit("object=" + product + "&command=" + latest.path("command").asText()))
        .hasSize(1);
    assertThat(audit("object=" + product + "&at.gte=" + at))
        .isNotEmpty()
        .allMatch(each -> each.path("at").asText().equals(at));
    assertThat(audit("object=" + product + "&at.lt=" + at)).isNotEmpty().doesNotContain(latest);
    assertThat(audit("object.in=" + product + "," + maker.oid() + "&kind.in=artisan"))
        .isNotEmpty()
        .allMatch(each -> each.path("object").asText().equals(maker.oid().toString()));
  }

  @Test
  void the_pages_have_all_of_it_once_whichever_way_one_goes() {
    var all = audit("object=" + product).findValuesAsText("n");
    assertThat(all.size()).isGreaterThan(2);

    var first = page("object=" + product + "&limit=2&includeTotal=true");
    var second = page("object=" + product + "&limit=2&after=" + next(first));

    assertThat(first.at("/page/total/value").asInt()).isEqualTo(all.size());
    assertThat(numbers(first)).isEqualTo(all.subList(0, 2));
    assertThat(numbers(second)).isEqualTo(all.subList(2, Math.min(4, all.size())));
    assertThat(numbers(page("object=" + product + "&sort=at"))).isEqualTo(all.reversed());
  }

  @Test
  void no_secret_is_ever_in_it() {
    var person = Person.with(Role.REVIEWER);
    String session = person.token();
    String terms = DomainJson.object().put("name", "report").toString();
    String token = Ask.post("/tokens").by(session).body(terms).send().good().at("/token").asText();
    String code =
        new Ask("POST", "/users/me/totp").by(session).send().good().at("/secret").asText();

    String told = page("actor=office:" + person.email() + "&limit=200").text();

    assertThat(told).contains("sign_in").doesNotContain(session, token, code, Person.PASSWORD);
    assertThat(told).doesNotContainPattern("(?i)argon2|password_?hash|totpSecret|wrappedSecret");
  }

  @Test
  void the_roots_of_the_days_are_there_to_be_kept_elsewhere() {
    TestOffice.get()
        .change(
            """
            insert into audit_roots (day, seq, hash, signature)
            select d, s.seq, s.hash, sha256('x') from audit_seals s, generate_series(
              date '1999-12-29', date '1999-12-31', interval '1 day') d
            where s.seq = 1 on conflict do nothing
            """);
    try {
      seeRoots();
    } finally {
      TestOffice.get().change("delete from audit_roots where day < '2000-01-01'");
    }
  }

  private static void seeRoots() {
    var roots = Ask.get("/audit/roots?sort=day&limit=2").by(Role.AUDITOR).send().good();

    assertThat(roots.at("/items").findValuesAsText("day"))
        .containsExactly("1999-12-29", "1999-12-30");
    String next = "/audit/roots?sort=day&limit=1&after=" + next(roots);
    assertThat(Ask.get(next).by(Role.AUDITOR).send().good().at("/items/0/day").asText())
        .isEqualTo("1999-12-31");
    assertThat(
            Ask.get("/audit/roots")
                .by(Role.AUDITOR)
                .send()
                .good()
                .at("/items")
                .findValuesAsText("day"))
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, names = "AUDITOR", mode = EnumSource.Mode.EXCLUDE)
  void nobody_but_an_auditor_reads_it(Role role) {
    Ask.get("/audit").by(role).send().problem(403, "forbidden").saying("audit.read");
    Ask.get("/audit/roots").by(role).send().problem(403, "forbidden");
  }

  @Test
  void an_artisan_and_a_stranger_do_not_read_it_either() {
    maker.ask(Ask.get("/audit?object=" + product)).problem(403, "forbidden");
    Ask.get("/audit").send().problem(401, "unauthenticated");
  }

  private static JsonNode audit(String query) {
    return page(query).at("/items");
  }

  private static Answer page(String query) {
    return Ask.get("/audit?" + query).by(Role.AUDITOR).send().good();
  }

  private static String next(Answer page) {
    return page.at("/page/next").asText();
  }

  private static List<String> numbers(Answer page) {
    return page.at("/items").findValuesAsText("n");
  }
}
