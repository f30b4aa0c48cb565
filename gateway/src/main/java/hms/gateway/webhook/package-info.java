/**
 * Tells storefronts by HTTP what is in their streams: where to, in which order, how often. The only
 * part of the office that calls out to addresses that others name. Source: Standard Webhooks 1.0,
 * docs/messages.md, docs/adr/0056.
 *
 * <p>Called by the router and the bus; event loops only.
 */
@NullMarked
package hms.gateway.webhook;

import org.jspecify.annotations.NullMarked;
