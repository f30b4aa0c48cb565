/**
 * Whose key is it, and is it in force? Both doors ask here before they believe anything.
 *
 * <p>Secrets are unwrapped here and nowhere else. Event loops only.
 */
@NullMarked
package hms.gateway.trust;

import org.jspecify.annotations.NullMarked;
