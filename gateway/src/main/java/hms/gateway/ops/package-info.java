/**
 * What operators ask a node: health, and what was refused at its doors.
 *
 * <p>Called by the router; event loops only.
 */
@NullMarked
package hms.gateway.ops;

import org.jspecify.annotations.NullMarked;
