/**
 * Signing in and out, proving oneself again, one's own password and second factor.
 *
 * <p>{@link hms.gateway.session.SignIn} finds out whether somebody is who they say, outside of any
 * transaction, because a password takes long to compare; what follows from it is a command like any
 * other.
 */
@NullMarked
package hms.gateway.session;

import org.jspecify.annotations.NullMarked;
