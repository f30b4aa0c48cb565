/**
 * An AMQP 1.0 broker of our own, for {@code dev}, {@code demo} and tests. Everything here blocks:
 * call it from a main or test thread.
 */
@NullMarked
package hms.gateway.embedded;

import org.jspecify.annotations.NullMarked;
