/**
 * Traces: what belongs together, from the door through rows and messages to the next door. Vert.x
 * opens spans of HTTP, bus and SQL; what it does not carry, messages and rows, is carried here.
 *
 * <p>Called by doors, the relay and the desk; any thread, but receiving, which is for event loops.
 */
@NullMarked
package hms.gateway.trace;

import org.jspecify.annotations.NullMarked;
