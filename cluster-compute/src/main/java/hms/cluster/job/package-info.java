/**
 * How a kind of computation is written: the SPI of job types, and the table of those there are.
 *
 * <p>Types are pure: the same parameters and units give the same bytes on any node, for any
 * cutting. They run on slot threads and know no bus, no store and no clock.
 */
@NullMarked
package hms.cluster.job;

import org.jspecify.annotations.NullMarked;
