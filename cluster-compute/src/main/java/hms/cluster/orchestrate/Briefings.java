package hms.cluster.orchestrate;

import hms.domain.job.Chunk;
import hms.domain.job.JobBrief;
import hms.domain.job.JobMessage.Grant;
import hms.domain.job.Lot;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the workers are told of the jobs that they are granted chunks of: each job once a worker and
 * epoch, so that none has to read its row first. Who misses it reads the row. One event loop.
 */
final class Briefings {
  /** Longer ones would hold up the grants that come after; characters. */
  private static final int PARAMETERS_MAX = 16 << 10;

  private record Briefing(JobBrief job, Map<String, Long> told) {}

  private final Map<UUID, Briefing> jobs = new HashMap<>();

  void add(JobBrief job) {
    if (job.parameters().length() > PARAMETERS_MAX) return;
    jobs.put(job.job(), new Briefing(job, new HashMap<>()));
  }

  void retain(Set<UUID> held) {
    jobs.keySet().retainAll(held);
  }

  /** The grant with what {@code worker} has not been told yet. */
  Grant brief(String worker, Grant grant) {
    var news = new LinkedHashMap<UUID, JobBrief>();
    for (Lot lot : grant.lots()) {
      Chunk chunk = lot.chunk();
      Briefing its = jobs.get(chunk.job());
      if (its == null) continue;
      Long told = its.told().put(worker, chunk.epoch());
      if (told == null || told != chunk.epoch()) {
        news.put(chunk.job(), its.job().under(chunk.epoch()));
      }
    }
    return news.isEmpty() ? grant : grant.with(List.copyOf(news.values()));
  }
}
