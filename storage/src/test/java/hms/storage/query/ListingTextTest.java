package hms.storage.query;

import static hms.domain.fixture.Refusals.violations;
import static org.assertj.core.api.Assertions.assertThat;

import hms.storage.Listings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers say of a list, and what is made of it. */
final class ListingTextTest {
  @Test
  void nothing_said_is_everything() {
    assertThat(read("")).isEqualTo(Query.ALL);
  }

  @Test
  void all_that_is_said_must_hold() {
    var maker = UUID.randomUUID();

    var query = read("state=draft artisan.in=" + maker + " available.eq=true");

    assertThat(query.criteria())
        .containsExactly(
            Criterion.of("state", Operator.EQ, "draft"),
            Criterion.in("artisan", List.of(maker)),
            Criterion.of("available", Operator.EQ, true));
  }

  @Test
  void another_word_is_one_of_the_others() {
    assertThat(read("state.ne=draft").criteria())
        .containsExactly(
            Criterion.in("state", List.of("unlisted", "listed", "blocked", "retired")));
  }

  @Test
  void a_range_is_in_its_own_order() {
    assertThat(read("modified.gte=2026-01-01T00:00:00Z").sort())
        .containsExactly(Sort.of("modified"));
    assertThat(read("modified.gte=2026-01-01T00:00:00Z sort=-modified,created").sort())
        .containsExactly(Sort.of("-modified"), Sort.of("created"));
  }

  @Test
  void an_amount_takes_its_currency_from_beside_it() {
    var query = read("price.gte=1200 price.lt=2000 price.currency=EUR");

    assertThat(query.criteria().toString()).contains("EUR", "1200", "2000");
    assertThat(query.sort()).containsExactly(Sort.of("price"));
  }

  @ParameterizedTest
  @CsvSource({
    "state=purple, /state type",
    "'state.in=draft,', /state.in type",
    "artisan=me, /artisan type",
    "available=yes, /available type",
    "modified.gt=yesterday, /modified.gt type",
    "price.gte=12, /price.gte currency",
    "price.gte=12.5 price.currency=EUR, /price.gte type",
    "price.gte=12 price.currency=XYZ, /price.gte type",
    "price.gte=12 price.currency=eur, /price.gte type",
    "price.currency=EUR, /price.currency alone",
    "price.gte=12 price.currency=EUR sort=created, /price.gte order",
    "created.gt=2026-01-01T00:00:00Z sort=-modified, /created.gt order",
    "sort=price, /sort absent",
    "sort=name, /sort type",
    "sort=, /sort type",
    "'sort=created,-created', /sort type",
    "sort=--created, /sort type"
  })
  void what_cannot_be_meant_is_refused_by_its_name(String said, String violation) {
    assertThat(violations(ListingText.read(Listings.PRODUCTS, parameters(said))))
        .contains(violation);
  }

  @Test
  void ranges_of_two_fields_are_one_too_many() {
    var said = parameters("created.gt=2026-01-01T00:00:00Z modified.gt=2026-01-01T00:00:00Z");

    assertThat(violations(ListingText.read(Listings.PRODUCTS, said)))
        .containsExactly("/modified.gt order");
  }

  @Test
  void what_may_be_absent_is_asked_for_by_its_absence() {
    assertThat(read(Listings.REVISIONS, "reviewer.null=true").criteria())
        .containsExactly(Criterion.of("reviewer", Operator.NULL, true));
  }

  private static Query read(String said) {
    return read(Listings.PRODUCTS, said);
  }

  private static Query read(Listing<?> listing, String said) {
    return ListingText.read(listing, parameters(said)).orThrow();
  }

  private static Map<String, String> parameters(String said) {
    var all = new HashMap<String, String>();
    for (String each : said.isEmpty() ? new String[0] : said.split(" ")) {
      var parts = each.replace("'", "").split("=", 2);
      all.put(parts[0], parts[1]);
    }
    return all;
  }
}
