package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each order has a number of its own, however many there are. */
final class OrderNumbersIT {
  @RegisterExtension static final OfficeDatabase OFFICE = new OfficeDatabase();

  @Test
  void numbers_grow_beyond_their_usual_length() {
    OFFICE.execute("alter sequence order_numbers restart with 7");
    assertThat(next()).matches("\\d{4}-00007");

    OFFICE.execute("alter sequence order_numbers restart with 99999");

    assertThat(next()).matches("\\d{4}-99999");
    assertThat(next()).matches("\\d{4}-100000");
    assertThat(next()).matches("\\d{4}-100001");
  }

  private static String next() {
    return OFFICE.stores().orders().nextNumber().await();
  }
}
