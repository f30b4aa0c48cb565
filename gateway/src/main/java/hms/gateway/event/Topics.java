package hms.gateway.event;

import hms.domain.Permission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What one reader listens to.
 *
 * @param all the topics, {@code JOBS} among them if some jobs are named
 * @param jobs only these; empty for all
 */
record Topics(Set<Topic> all, Set<UUID> jobs) {
  private static final String ONE_JOB = Topic.JOBS.wire() + "/";

  /** All words there are, but for those of single jobs. */
  static final Set<String> WORDS =
      Arrays.stream(Topic.values()).map(Topic::wire).collect(Collectors.toUnmodifiableSet());

  Topics {
    all = Set.copyOf(all);
    jobs = Set.copyOf(jobs);
  }

  /** Reads words between commas; empty if one of them is none. */
  static Optional<Topics> read(String text) {
    var all = EnumSet.noneOf(Topic.class);
    var jobs = new HashSet<UUID>();
    boolean everyJob = false;
    for (String word : text.split(",", -1)) {
      var topic = Topic.of(word);
      var job = topic.isEmpty() ? job(word) : Optional.<UUID>empty();
      if (topic.isEmpty() && job.isEmpty()) return Optional.empty();
      job.ifPresent(jobs::add);
      all.add(topic.orElse(Topic.JOBS));
      everyJob |= topic.filter(Topic.JOBS::equals).isPresent();
    }
    return Optional.of(new Topics(all, everyJob ? Set.of() : jobs));
  }

  private static Optional<UUID> job(String word) {
    if (!word.startsWith(ONE_JOB)) return Optional.empty();
    try {
      return Optional.of(UUID.fromString(word.substring(ONE_JOB.length())));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  Set<Permission> permissions() {
    return all.stream().map(Topic::permission).collect(Collectors.toSet());
  }

  /** As the audit calls what it is about; empty if that is everything. */
  Optional<Set<String>> kinds() {
    if (all.contains(Topic.AUDIT)) return Optional.empty();
    return Optional.of(
        all.stream().flatMap(topic -> topic.kinds().stream()).collect(Collectors.toSet()));
  }

  /** Is this listened to? */
  boolean have(Beat beat) {
    boolean named = beat.topic() != Topic.JOBS || jobs.isEmpty() || jobs.contains(beat.about());
    return all.contains(beat.topic()) && named;
  }
}
