/**
 * A node, put together: {@link hms.gateway.Office} is the composition root of the gateway role,
 * {@link hms.gateway.Node} that of the process.
 *
 * <p>Called by the command line only.
 */
@NullMarked
package hms.gateway;

import org.jspecify.annotations.NullMarked;
