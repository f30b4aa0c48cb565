package hms.gateway.webhook;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host; a test may have its own opinion about them. */
@FunctionalInterface
interface Names {

  /** All of them, at least one; fails if the name is not known. */
  Future<List<InetAddress>> addresses(String host);

  /** Those that the machine knows. It may wait for a server, so it does on threads of its own. */
  static Names ofTheMachine(WorkerExecutor threads) {
    return host -> threads.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false);
  }
}
