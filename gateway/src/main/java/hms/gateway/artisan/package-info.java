/**
 * Artisans: sign-up, activation, and what the office knows of them.
 *
 * <p>Called by the router and the bus; event loops only.
 */
@NullMarked
package hms.gateway.artisan;

import org.jspecify.annotations.NullMarked;
