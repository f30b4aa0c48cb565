package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.fixture.Samples;
import hms.domain.product.Stock;
import hms.storage.DomainJson;
import hms.storage.OutgoingNotice;
import hms.storage.OutgoingNotice.About;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Notices get their numbers without gap or twin, whoever writes them and whoever numbers them. */
final class NoticeNumbersIT {
  private static final int WRITERS = 16;
  private static final int EACH = 12;

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void sixteen_who_write_and_number_at_once_leave_no_gap(long seed) {
    var some = Samples.of(seed);
    try (var bazaar = new Bazaar()) {
      var other = bazaar.stores.access().putChannel(Samples.ids(), "other").await();
      var makers = new ArrayList<Actor.Maker>();
      var bowls = new ArrayList<UUID>();
      for (int i = 0; i < WRITERS; i++) {
        makers.add(bazaar.aMaker());
        bowls.add(bazaar.sells(makers.getLast(), new Stock.OnHand(1, 0)));
      }

      var all = new ArrayList<Future<?>>();
      int written = 0;
      for (int i = 0; i < WRITERS; i++) {
        Future<?> last = Future.succeededFuture();
        for (int n = 0; n < EACH; n++) {
          boolean undone = some.number(0, 3) == 0;
          if (!undone) written++;
          var maker = makers.get(i);
          var bowl = bowls.get(i);
          int at = n;
          last =
              last.compose(done -> telling(bazaar, maker, bowl, at, undone))
                  .compose(told -> at % 4 == 0 ? bazaar.publishing() : Future.succeededFuture());
        }
        all.add(last);
      }
      Future.all(all).await();
      bazaar.publish();

      for (var channel : List.of(bazaar.shop.channel(), other)) {
        var rows = bazaar.stores.stream().beyond(channel, 0, 10_000).await();
        assertThat(rows)
            .as("%s", some)
            .extracting(row -> row.sequence())
            .containsExactlyElementsOf(LongStream.rangeClosed(1, written).boxed().toList());
      }
      assertThat(bazaar.broken()).isEmpty();
    }
  }

  @Test
  void what_is_told_of_one_object_keeps_its_order() {
    try (var bazaar = new Bazaar()) {
      var maker = bazaar.aMaker();
      var bowl = bazaar.sells(maker, new Stock.OnHand(1, 0));
      for (int n = 0; n < 150; n++) {
        telling(bazaar, maker, bowl, n, false).await();
        if (n % 40 == 0) bazaar.publish();
      }
      bazaar.publish();

      var told = bazaar.stores.stream().beyond(bazaar.shop.channel(), 0, 1000).await();

      assertThat(told)
          .extracting(row ->
              new JsonObject(new String(row.message().payload(), StandardCharsets.UTF_8))
                  .getInteger("n"))
          .containsExactlyElementsOf(LongStream.range(0, 150).mapToObj(n -> (int) n).toList());
    }
  }

  private static Future<Outcome<String>> telling(
      Bazaar bazaar, Actor.Maker maker, UUID bowl, int n, boolean undone) {
    var now = Instant.now();
    var data = DomainJson.object().put("n", n);
    var notice =
        new OutgoingNotice(
            "hms.listing.changed.v1",
            new About.Product(bowl),
            bowl,
            data,
            now,
            now.plus(Duration.ofDays(30)));
    return bazaar.stores.transact(
        maker,
        tx -> {
          tx.notices().send(notice);
          return undone ? Step.refused(new Refusal.NotFound("luck")) : Step.done("told");
        });
  }
}
