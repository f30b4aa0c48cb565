package hms.gateway.batch;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Violation;
import hms.gateway.http.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a batch asks for, in the order in which it is to be done.
 *
 * @param operations 1..200
 */
record Batch(List<Part> operations) {
  /** What a key may be long, as everywhere. */
  private static final int KEY_MAX = 255;

  Batch {
    operations = operations == null ? List.of() : List.copyOf(operations);
  }

  /**
   * No two parts may have one name: it makes the key by which each is done once.
   *
   * @param key of the batch; empty if nothing is to be kept
   * @return Invalid, naming each part whose name is another's, or too long to be added to the key
   */
  Outcome<Batch> under(Optional<String> key) {
    var names = new HashSet<String>();
    var found = new ArrayList<Violation>();
    int left = KEY_MAX - 1 - key.map(String::length).orElse(0);
    for (int i = 0; i < operations.size(); i++) {
      String name = operations.get(i).opId();
      String at = "/operations/" + i + "/opId";
      if (!names.add(name)) found.add(new Violation(at, "repeated", "another part has it"));
      if (name.length() > left) {
        String detail = "with the Idempotency-Key and a slash at most " + KEY_MAX;
        found.add(new Violation(at, "too-long", detail));
      }
    }
    return found.isEmpty() ? Outcome.done(this) : Outcome.refused(new Refusal.Invalid(found));
  }
}
