/**
 * {@code monte-carlo}: means over random paths, the same bits for any cutting and number of nodes:
 * draws are numbered, sums are exact.
 */
@NullMarked
package hms.cluster.jobs.montecarlo;

import org.jspecify.annotations.NullMarked;
