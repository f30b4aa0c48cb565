package hms.artisan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.storage.Step;
import hms.storage.stall.Pending;
import java.util.List;
import java.util.UUID;

/**
 * The app's own objects of one kind, which follow what is said and heard, in its transaction. What
 * it does not know it lets be: an answer about an object that is not there changes nothing, and
 * {@code false} tells so.
 */
interface Follower {

  /** Shows what was just said; a wish that cannot be shown is the office's to refuse. */
  Step<Boolean> said(Pending message);

  /**
   * Takes over what the office tells; nobody is told of that again.
   *
   * @param type such as {@code product.updated}
   * @param oid what it is about
   * @return ids of own messages that end by it, because they had not left and nothing is left of
   *     them
   */
  Step<List<UUID>> heard(String type, UUID oid, ObjectNode data);

  /** Takes over what became of a message of ours; what was not done is shown no more. */
  Step<Boolean> answered(Pending asked, ObjectNode reply);
}
