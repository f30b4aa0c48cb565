package hms.gateway.event;

import hms.storage.pg.PgJobViews;
import hms.storage.pg.PgJobViews.Standing;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How the newest jobs go on: what a look at them finds changed since the look before. What happened
 * in between is left out: the latest state is what a reader wants.
 */
final class JobPulse {
  /** Older ones do not go on. */
  private static final int NEWEST = 100;

  private final PgJobViews jobs;
  private Map<UUID, Standing> known = Map.of();

  JobPulse(PgJobViews jobs) {
    this.jobs = jobs;
  }

  /** Those that are new or have gone on; the first look finds all of them. */
  Future<List<Standing>> look() {
    return jobs.standings(NEWEST).map(this::changed);
  }

  private List<Standing> changed(List<Standing> found) {
    var now = new HashMap<UUID, Standing>();
    found.forEach(each -> now.put(each.oid(), each));
    var changed = found.stream().filter(each -> !each.equals(known.get(each.oid()))).toList();
    known = now;
    return changed;
  }
}
