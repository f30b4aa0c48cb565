/**
 * The same job in other ways than by the cluster, on this machine alone: what is gained by threads,
 * by processes, by worker verticles, and at what price. Calls here block.
 */
@NullMarked
package hms.cluster.compare;

import org.jspecify.annotations.NullMarked;
