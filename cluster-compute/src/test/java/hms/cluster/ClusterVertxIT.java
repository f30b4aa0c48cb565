package hms.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ClusterVertxIT {
  record Ask(String what) {}

  private static final Address<Ask, String> ECHO =
      new Address<>("hms.echo", Ask.class, String.class);

  @Test
  void a_request_reaches_the_other_node_and_a_departure_is_told() {
    try (var cluster = TestCluster.of(2)) {
      List<String> left = new CopyOnWriteArrayList<>();
      cluster.node(0).onNodeLeft(left::add);
      var served =
          cluster.node(1).bus().serve(ECHO, ask -> Future.succeededFuture(ask.what() + "!"));
      served.ready().await();

      await()
          .atMost(Duration.ofSeconds(5))
          .ignoreExceptions()
          .until(() -> cluster.node(0).bus().request(ECHO, new Ask("hm")).await().equals("hm!"));
      cluster.node(1).close().await();

      await().atMost(Duration.ofSeconds(5)).until(() -> !left.isEmpty());
      assertThat(left).containsExactly(cluster.node(1).nodeId());
    }
  }
}
