/**
 * How a command travels to the service that owns it, and acts once however often it is sent.
 *
 * <p>Both doors use it: routes by the bus, the message desk inside its own transaction. Event loops only.
 */
@NullMarked
package hms.gateway.command;

import org.jspecify.annotations.NullMarked;
