/**
 * Keys of artisans: enrolment of the first, its proof, accounts at the broker.
 *
 * <p>Called by the router and the bus; event loops only.
 */
@NullMarked
package hms.gateway.key;

import org.jspecify.annotations.NullMarked;
