/**
 * The AMQP 1.0 links to the broker. The only package of the office that knows AMQP.
 *
 * <p>Event loops only; nothing is settled before the commit.
 */
@NullMarked
package hms.gateway.amqp;

import org.jspecify.annotations.NullMarked;
