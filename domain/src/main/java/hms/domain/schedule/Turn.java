package hms.domain.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a schedule comes to: at most one job.
 *
 * @param slot makes a job now; null: none does
 * @param replacing jobs of the schedule that have not ended are cancelled
 * @param then how far it is when that is done
 */
public record Turn(@Nullable Instant slot, boolean replacing, Progress then) {}
