package hms.gateway.event;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What goes on without standing in the audit: a look at it finds what is another than at the look
 * before. What happened in between is left out, since the latest state is what a reader wants.
 */
interface Pulse {

  /** Nobody looks unless somebody listens to it. */
  Topic topic();

  /**
   * Those that are new or another.
   *
   * @param channels storefronts that listen
   */
  Future<List<Beat>> look(Set<UUID> channels);
}
