/**
 * {@code image-renditions}: makes the sizes of product pictures anew from their originals. Scaling
 * is in whole numbers; decoding and encoding are the JDK's, and nodes with another JDK do not share
 * a job.
 */
@NullMarked
package hms.cluster.jobs.images;

import org.jspecify.annotations.NullMarked;
