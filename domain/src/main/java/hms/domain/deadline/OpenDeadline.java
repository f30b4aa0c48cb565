package hms.domain.deadline;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deadline that has not happened yet, with how it goes.
 *
 * @param artisan whose object it is; null for the office's own
 * @param paused its clock stands still, so {@code due} says nothing
 * @param attempts how often carrying it out has failed
 * @param fault why it failed last
 */
public record OpenDeadline(
    UUID oid,
    String kind,
    UUID object,
    @Nullable UUID artisan,
    Instant due,
    boolean paused,
    int attempts,
    @Nullable String fault) {}
