/**
 * Computes chunks on slot threads of its own, never on Vert.x's worker pool.
 *
 * <p>What is decided stands in {@code hms.domain.job.WorkerCore}; here it meets the bus, the store
 * and the threads. The event loop carries messages, {@code hms-slot-n} compute, {@code hms-beat}
 * beats.
 */
@NullMarked
package hms.cluster.work;

import org.jspecify.annotations.NullMarked;
