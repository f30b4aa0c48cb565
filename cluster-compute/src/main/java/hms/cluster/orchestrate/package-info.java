/**
 * Owns jobs: claims them, lays them out, grants their chunks, ends them.
 *
 * <p>What is decided stands in {@code hms.domain.job.OrchestratorCore}; here it meets the bus, the
 * store and the clock, on one event loop.
 */
@NullMarked
package hms.cluster.orchestrate;

import org.jspecify.annotations.NullMarked;
