package hms.storage;

import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.storage.query.Found;
import hms.storage.query.Query;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All objects of one type. PostgreSQL and files keep it with the same answers; {@code
 * StoreContract} proves both. Callers bring ids and times; objects are immutable.
 */
public interface Store<T extends Versioned> {

  /** Errors: NotFound, for objects that the caller may not know of too. */
  Step<T> find(UUID oid);

  /**
   * A page of what a query matches. Each object that is not changed meanwhile is on exactly one
   * page. Errors: Invalid, with all that is wrong with the query.
   */
  Step<Found<T>> get(Query query);

  /**
   * Stores {@code next}: inserts it if it has version 1, replaces {@code found} if it has the
   * version behind it, does nothing if it equals {@code found}. Children go with their object.
   * Errors: Duplicate; NotFound; Stale if the stored version is not that of {@code found}.
   *
   * @param found what the change began with; null for what is new
   * @param command what was done, for the audit
   * @throws IllegalArgumentException if the versions do not follow each other: a defect
   */
  Step<Saved> save(@Nullable T found, T next, String command);

  /**
   * Removes objects for good, with their children, and answers how many there were. It is for
   * purges: people retire, close, decline. Errors: WrongState while another object refers to one.
   */
  Step<Integer> delete(Collection<UUID> oids);

  /** The refusal of a delete that would leave a reference to nothing. */
  static Refusal.WrongState inUse(String kind) {
    return new Refusal.WrongState(
        "referred_to", "delete", List.of(), "in-use", "other objects refer to this " + kind);
  }
}
