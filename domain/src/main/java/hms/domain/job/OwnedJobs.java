package hms.domain.job;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The jobs that a node believes to own, in the order in which it opened them. */
final class OwnedJobs {
  private final Map<UUID, OwnedJob> byOid = new LinkedHashMap<>();

  Collection<OwnedJob> all() {
    return byOid.values();
  }

  Set<UUID> oids() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(byOid.keySet()));
  }

  @Nullable OwnedJob find(UUID oid) {
    return byOid.get(oid);
  }

  /** The job of the chunk, if the chunk is of its present epoch. */
  @Nullable OwnedJob of(Chunk chunk) {
    OwnedJob job = byOid.get(chunk.job());
    return job != null && job.epoch() == chunk.epoch() ? job : null;
  }

  void add(OwnedJob job) {
    byOid.put(job.oid(), job);
  }

  void remove(UUID oid) {
    byOid.remove(oid);
  }

  void clear() {
    byOid.clear();
  }

  /** Takes over what a worker computes. */
  void advanced(JobMessage.Progress told, long nowNanos) {
    for (OwnedJob job : all()) {
      var its = told.running().stream().filter(r -> r.chunk().job().equals(job.oid())).toList();
      job.advance().heard(told.from(), its, nowNanos);
    }
  }
}
