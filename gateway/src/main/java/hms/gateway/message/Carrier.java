package hms.gateway.message;

import hms.domain.message.Envelope;
import io.vertx.core.Future;

/** A way to a recipient's queue. */
@FunctionalInterface
public interface Carrier {

  /** Done when the queue has it for good; failed if it is not sure to have it. */
  Future<Void> carry(String address, Envelope envelope);
}
