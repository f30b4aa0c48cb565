/** {@code noop} and {@code sleep}: jobs that compute nothing, for drills and benchmarks. */
@NullMarked
package hms.cluster.jobs.drill;

import org.jspecify.annotations.NullMarked;
