/**
 * {@code demand-forecast}: what of each product will be ordered, by exponential smoothing of what
 * was. Sources: Hyndman, Athanasopoulos, Forecasting: Principles and Practice, 8; Croston 1972.
 */
@NullMarked
package hms.cluster.jobs.forecast;

import org.jspecify.annotations.NullMarked;
