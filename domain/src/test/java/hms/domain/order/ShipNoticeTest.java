package hms.domain.order;

import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Refusals.violations;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.fixture.Samples;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ShipNoticeTest {
  private static final UUID LINE = Samples.ids();

  @Test
  void a_parcel_is_taken_with_or_without_a_number() {
    var numbered = parcel("DHL", "JD 01-" + "7".repeat(58), new LineUnits(LINE, 10_000));
    var handed = parcel("by_hand", null, new LineUnits(LINE, 1));

    assertThat(numbered.checked()).isEqualTo(Outcome.done(numbered));
    assertThat(handed.checked()).isEqualTo(Outcome.done(handed));
  }

  @Test
  @SuppressWarnings("NullAway") // senders leave out what they should not
  void every_fault_is_listed() {
    var wrong = parcel(" ", "JD/1", new LineUnits(LINE, 0), new LineUnits(null, 10_001));

    assertThat(violations(wrong.checked()))
        .containsExactly(
            "/lines/0/units range",
            "/lines/1/line missing",
            "/lines/1/units range",
            "/tracking tracking",
            "/carrier blank");
  }

  @Test
  void a_parcel_names_each_line_once() {
    var twice = parcel("DHL", null, new LineUnits(LINE, 1), new LineUnits(LINE, 2));

    assertThat(violations(twice.checked())).containsExactly("/lines/1/line repeated");
  }

  @Test
  void an_empty_parcel_is_none() {
    assertThat(violations(parcel("DHL", "7".repeat(65)).checked()))
        .containsExactly("/lines size", "/tracking tracking");
  }

  @Test
  @SuppressWarnings("NullAway") // senders leave out what they should not
  void what_is_absent_is_listed() {
    assertThat(violations(new ShipNotice(null, null, "DHL", null, null).checked()))
        .containsExactly("/shipment missing", "/lines missing", "/shippedAt missing");
  }

  private static ShipNotice parcel(String carrier, @Nullable String tracking, LineUnits... lines) {
    return new ShipNotice(Samples.ids(), List.of(lines), carrier, tracking, NOW);
  }
}
