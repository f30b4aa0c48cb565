/**
 * What both ends of an AMQP link share: envelopes as AMQP messages, and when to try again.
 *
 * <p>Used by the office's links and by the artisan's app. Pure; any thread.
 */
@NullMarked
package hms.amqp;

import org.jspecify.annotations.NullMarked;
