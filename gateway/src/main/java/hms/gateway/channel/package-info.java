/**
 * Storefronts as parties to messages: their streams, their accounts at the broker.
 *
 * <p>Called by the router and the bus; event loops only.
 */
@NullMarked
package hms.gateway.channel;

import org.jspecify.annotations.NullMarked;
