/**
 * The job types that come with HMS. Each is pure and checked by an oracle of its own; see
 * docs/compute.md for what they compute and how fast.
 */
@NullMarked
package hms.cluster.jobs;

import org.jspecify.annotations.NullMarked;
