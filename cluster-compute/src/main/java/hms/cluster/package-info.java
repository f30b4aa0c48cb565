/**
 * The clustered Vert.x of a node and the typed bus over it.
 *
 * <p>{@code Bus} is the only class that touches the event bus; {@code Addresses} lists all
 * addresses that nodes share. Everything here may be called from any thread; handlers run on the
 * event loop that registered them. Holds no state that a lost node could take with it.
 */
@NullMarked
package hms.cluster;

import org.jspecify.annotations.NullMarked;
