package hms.gateway.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.Set;

/**
 * A feature's message face: turns the data of a genuine message into a use case and its reply.
 *
 * @param <A> who may send its types: an artisan or a storefront
 */
public interface MessageHandler<A extends Actor> {

  /** The types it takes: {@code hms.product.create.v1}. */
  Set<String> types();

  /**
   * Acts in the given transaction, as the sender.
   *
   * @param data UTF-8 JSON as it came: not yet read
   * @return what the reply says beyond {@code status} and {@code officeTime}; a refusal becomes the
   *     reply {@code refused} or {@code conflict}
   */
  Step<ObjectNode> handle(PgStores tx, A sender, String type, byte[] data);
}
