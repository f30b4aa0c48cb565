package hms.domain;

import static hms.domain.fixture.Makers.anAddress;
import static hms.domain.fixture.Refusals.violations;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PostalAddressTest {

  @Test
  void a_complete_address_is_taken_as_it_is() {
    var checked = anAddress().checked();

    assertThat(checked).isEqualTo(Outcome.done(anAddress()));
  }

  @Test
  void building_and_region_may_be_absent() {
    var short_ = new PostalAddress("1 Main St", null, "Springfield", null, "12345", "US");

    assertThat(short_.checked()).isEqualTo(Outcome.done(short_));
  }

  @Test
  void every_fault_is_listed() {
    var address = new PostalAddress(" ", "", "x".repeat(81), "\u0000", "1".repeat(17), "gt");

    var found = violations(address.checked());

    assertThat(found)
        .containsExactly(
            "/streetAddress blank",
            "/buildingAddress blank",
            "/city too-long",
            "/region character",
            "/postalCode too-long",
            "/country country");
  }
}
