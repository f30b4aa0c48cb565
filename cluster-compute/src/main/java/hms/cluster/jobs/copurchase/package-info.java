/**
 * {@code co-purchase}: what is ordered together. Two stages: orders are told to the parts that
 * their products belong to, then each part counts.
 */
@NullMarked
package hms.cluster.jobs.copurchase;

import org.jspecify.annotations.NullMarked;
