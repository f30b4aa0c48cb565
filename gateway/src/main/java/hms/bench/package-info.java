/**
 * Benchmarks: each compares HMS with a peer or a limit, in alternating rounds on the same server in
 * the same run, and tells the ratio with its spread. Started by {@code scripts/bench}; nothing of a
 * node uses this package.
 */
@NullMarked
package hms.bench;

import org.jspecify.annotations.NullMarked;
