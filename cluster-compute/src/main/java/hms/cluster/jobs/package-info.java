/**
 * The job types that come with HMS, a package each. All are pure and checked by an oracle of their
 * own; see docs/compute.md for what they compute and how fast.
 */
@NullMarked
package hms.cluster.jobs;

import org.jspecify.annotations.NullMarked;
