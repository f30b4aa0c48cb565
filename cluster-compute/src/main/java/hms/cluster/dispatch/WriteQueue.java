package hms.cluster.dispatch;

import hms.domain.job.JobMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The results of one job that wait for their commit; at most one commit is under way. */
final class WriteQueue {
  private static final int BATCH_MAX = 512;

  private record Key(String from, long report) {
    static Key of(JobMessage.Result message) {
      return new Key(message.from(), message.report());
    }
  }

  private final Map<Key, JobMessage.Result> waiting = new LinkedHashMap<>();
  private final Set<Key> underWay = new HashSet<>();

  void add(JobMessage.Result message) {
    Key key = Key.of(message);
    if (!underWay.contains(key)) waiting.putIfAbsent(key, message);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean writing() {
    return !underWay.isEmpty();
  }

  /** Takes the next batch out; {@link #writing} until {@link #end}. */
  List<JobMessage.Result> begin() {
    var batch = new ArrayList<JobMessage.Result>();
    var next = waiting.values().iterator();
    while (next.hasNext() && batch.size() < BATCH_MAX) {
      batch.add(next.next());
      next.remove();
    }
    batch.forEach(message -> underWay.add(Key.of(message)));
    return batch;
  }

  void end() {
    underWay.clear();
  }
}
