package hms.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/**
 * What storefronts are told of a change, as it is queued. The database adds what the transaction
 * leaves behind, so that nobody tells what was not to last.
 *
 * @param type {@code hms.order.changed.v1}
 * @param about whose change it is
 * @param object which the message is about: the order itself or a parcel of it, the product; of an
 *     artisan, its own
 * @param data a JSON object, to which the facts of {@code about} are added
 */
public record OutgoingNotice(
    String type, About about, UUID object, ObjectNode data, Instant created, Instant expires) {

  /** Who hears of it, and which facts are added. */
  public sealed interface About {
    /** For the channel of the order: its number, and how all of it stands. */
    record WholeOrder(UUID order) implements About {}

    /** For the channel of the order: what the order is called there. */
    record PartOfOrder(UUID order) implements About {}

    /** For every channel, unless its artisan hides it: whether it can be seen and bought. */
    record Product(UUID product) implements About {}

    /** For every channel, a notice for each product that the artisan has in the catalogue. */
    record AllOf(UUID artisan) implements About {}
  }
}
