/**
 * Orders, their split into work orders, acceptance, shipping and cancellation.
 *
 * <p>Called by the router, the bus and the message desk; event loops only.
 */
@NullMarked
package hms.gateway.order;

import org.jspecify.annotations.NullMarked;
