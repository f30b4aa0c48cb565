/**
 * Jobs of the compute cluster: the record, the messages and the decisions.
 *
 * <p>{@code OrchestratorCore}, {@code DispatcherCore} and {@code WorkerCore} are single-threaded
 * state machines: events and a clock reading in, effects out. They wait for nothing and know no bus
 * and no database, so a test can lose, double and reorder whatever it likes. The words are those of
 * docs/compute.md.
 */
@NullMarked
package hms.domain.job;

import org.jspecify.annotations.NullMarked;
