/**
 * Messages: checked once and in order on the way in, signed and relayed on the way out.
 *
 * <p>Knows no transport: links hand envelopes in, a carrier takes them out. Event loops only.
 */
@NullMarked
package hms.gateway.message;

import org.jspecify.annotations.NullMarked;
