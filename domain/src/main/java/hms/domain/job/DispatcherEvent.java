package hms.domain.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a dispatcher can meet. */
public sealed interface DispatcherEvent {

  /** A worker has sent results. */
  record Taken(JobMessage.ResultBatch batch) implements DispatcherEvent {}

  /** The orchestrator wants the next epoch, behind all that was taken before. */
  record RecutWanted(UUID job, long epoch, List<DeadChunk> dead) implements DispatcherEvent {
    public RecutWanted {
      dead = List.copyOf(dead);
    }
  }

  /** The write of this job is done; {@code stored} is false if it was fenced. */
  record Written(UUID job, long epoch, boolean stored) implements DispatcherEvent {}

  /** The epoch was raised to {@code newEpoch}; empty: fenced. */
  record Raised(UUID job, long epoch, Optional<Long> newEpoch) implements DispatcherEvent {}

  /** It is unknown what became of the write that was under way. */
  record Faulted(UUID job, long epoch) implements DispatcherEvent {}
}
