package hms.gateway.event;

import hms.storage.DomainJson;
import hms.storage.pg.PgJobViews;
import hms.storage.pg.PgJobViews.Node;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Which nodes compute: those whose lease is live. */
final class ClusterPulse implements Pulse {
  /** It is about no object. */
  private static final UUID NOBODY = new UUID(0, 0);

  private final PgJobViews nodes;
  private final Changes<String, Node> changes = new Changes<>();

  ClusterPulse(PgJobViews nodes) {
    this.nodes = nodes;
  }

  @Override
  public Topic topic() {
    return Topic.CLUSTER;
  }

  @Override
  public Future<List<Beat>> look(Set<UUID> channels) {
    return nodes.nodes().map(this::beats);
  }

  private List<Beat> beats(List<Node> found) {
    var gone = changes.gone(found, Node::node).stream().map(node -> beat(node, false)).toList();
    var come = changes.since(found, Node::node).stream().map(node -> beat(node, true)).toList();
    return Stream.concat(gone.stream(), come.stream()).toList();
  }

  private static Beat beat(Node node, boolean live) {
    var data =
        DomainJson.object()
            .put("topic", Topic.CLUSTER.wire())
            .put("kind", "node")
            .put("node", node.node())
            .put("name", node.name())
            .put("slots", node.slots())
            .put("live", live);
    return new Beat(Topic.CLUSTER, NOBODY, data);
  }
}
