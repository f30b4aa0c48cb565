package hms.domain.job;

/**
 * Units that are given up.
 *
 * @param nodes distinct nodes that it failed on or was lost with
 * @param attempts how often it was tried
 */
public record DeadChunk(
    Interval interval, FailureClass failure, String message, int nodes, int attempts) {}
