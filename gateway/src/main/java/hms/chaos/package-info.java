/**
 * Faults on purpose: a cluster of real processes computes jobs while nodes are killed, frozen and
 * cut off, and each result is held against the closed form. Started by {@code scripts/chaos};
 * nothing of a node uses this package.
 */
@NullMarked
package hms.chaos;

import org.jspecify.annotations.NullMarked;
