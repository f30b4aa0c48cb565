/**
 * Commits chunk results under the fence, for the jobs that this node owns.
 *
 * <p>Lives on the event loop of the orchestrator that uses it; nobody else may call it.
 */
@NullMarked
package hms.cluster.dispatch;

import org.jspecify.annotations.NullMarked;
