package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class OutageTest {
  @Test
  void a_lost_connection_is_an_outage_in_all_its_forms() {
    assertThat(Outage.is(new ConnectException("refused"))).isTrue();
    assertThat(Outage.is(ClosedConnectionException.INSTANCE)).isTrue();
    assertThat(
            Outage.is(new VertxException("Connection is not active now, current status: CLOSED")))
        .isTrue();
    assertThat(Outage.is(new IllegalStateException(new ConnectException("refused")))).isTrue();
  }

  @Test
  void a_defect_is_not() {
    assertThat(Outage.is(new IllegalStateException("row has no version"))).isFalse();
    assertThat(Outage.is(new VertxException("no such verticle"))).isFalse();
  }
}
