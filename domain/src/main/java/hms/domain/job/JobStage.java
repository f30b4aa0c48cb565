package hms.domain.job;

/**
 * A run of units of a job that is begun once all units before it are settled.
 *
 * @param from its first unit; it ends where the next stage begins, or the job ends
 * @param nanosPerUnit what a unit costs, roughly; 0: unknown. Corrected by what chunks take
 * @param chunkUnits the most units a chunk; 0: by time
 */
public record JobStage(long from, long nanosPerUnit, long chunkUnits) {}
