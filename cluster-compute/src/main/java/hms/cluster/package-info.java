/** Cluster. */
@NullMarked
package hms.cluster;

import org.jspecify.annotations.NullMarked;
