/**
 * Who works in the office and how they prove it: users, passwords, second factors, sessions,
 * tokens.
 *
 * <p>Nothing here hashes a password or knows a secret of somebody: that is {@code
 * hms.gateway.trust}.
 */
@NullMarked
package hms.domain.access;

import org.jspecify.annotations.NullMarked;
