/**
 * {@code factors}: the divisors and prime factors of integers, and the oracle that checks their
 * sums. One class an algorithm; see docs/compute.md for what each is good for and how fast.
 */
@NullMarked
package hms.cluster.jobs.factors;

import org.jspecify.annotations.NullMarked;
