/** Puts the roles of a compute node together: what a program starts and stops. Any thread. */
@NullMarked
package hms.cluster.node;

import org.jspecify.annotations.NullMarked;
