/** Tests of the bus and the cluster. */
@NullMarked
package hms.cluster;

import org.jspecify.annotations.NullMarked;
