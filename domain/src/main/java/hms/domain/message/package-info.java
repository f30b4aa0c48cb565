/**
 * What office, artisans and storefronts send each other, and how it is proved: envelope, signing
 * bytes, keys, signed HTTP requests. Pure values; the caller passes instants and randomness in, so
 * any thread may call anything. Source: docs/messages.md.
 */
@NullMarked
package hms.domain.message;

import org.jspecify.annotations.NullMarked;
