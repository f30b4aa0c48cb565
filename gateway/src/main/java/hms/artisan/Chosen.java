package hms.artisan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What came of a choice, on disk.
 *
 * @param said what was said by it
 * @param draft where an editor begins: the data of a message that nobody has said
 */
record Chosen(Optional<Said> said, Optional<ObjectNode> draft) {
  static final Chosen NOTHING = new Chosen(Optional.empty(), Optional.empty());
}
