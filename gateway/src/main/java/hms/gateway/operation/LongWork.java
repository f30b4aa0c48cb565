package hms.gateway.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.storage.Step;
import java.util.Optional;

/**
 * A kind of long work. It may be begun again on another node after any part of it was done: what it
 * leaves behind must be the same as if it had been done once.
 */
public interface LongWork {
  /** Its name, unlike that of all others: {@code audit.verify}. */
  String kind();

  /**
   * Does it, in bounded parts, on the event loop it is called on. Between two parts it looks
   * whether it {@link Shift#mayGoOn}.
   *
   * @return what came of it; empty if it stopped early because it had to
   */
  Step<Optional<ObjectNode>> run(Shift shift);
}
