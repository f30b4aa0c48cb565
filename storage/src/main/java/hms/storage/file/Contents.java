package hms.storage.file;

import hms.domain.Versioned;
import hms.storage.StoredType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All objects at one moment; never changes, so that a reader sees all of a transaction or nothing.
 */
final class Contents {
  private final Map<StoredType<?>, Map<UUID, Stored>> objects;

  Contents(Map<StoredType<?>, Map<UUID, Stored>> objects) {
    this.objects = objects;
  }

  /** An object of a type, by its id. */
  record Key(StoredType<?> type, UUID oid) {}

  Optional<Stored> find(Key key) {
    return Optional.ofNullable(of(key.type()).get(key.oid()));
  }

  <T extends Versioned> Collection<T> all(StoredType<T> type) {
    return of(type).values().stream().map(each -> type.type().cast(each.object())).toList();
  }

  /** Does an object refer to {@code oid}? */
  boolean refersTo(UUID oid) {
    return objects.keySet().stream().anyMatch(type -> refersTo(type, oid));
  }

  /** Copies the maps that change; the rest is shared. */
  Contents with(Key key, @Nullable Stored next) {
    var types = new HashMap<>(objects);
    var changed = new HashMap<>(of(key.type()));
    if (next == null) changed.remove(key.oid());
    else changed.put(key.oid(), next);
    types.put(key.type(), changed);
    return new Contents(types);
  }

  private <T extends Versioned> boolean refersTo(StoredType<T> type, UUID oid) {
    return all(type).stream().anyMatch(each -> type.refersTo().apply(each).contains(oid));
  }

  private Map<UUID, Stored> of(StoredType<?> type) {
    return objects.getOrDefault(type, Map.of());
  }
}
