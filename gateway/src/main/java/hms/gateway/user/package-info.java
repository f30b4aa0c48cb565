/** Who works in the office, and the tokens of their programs and of storefronts. */
@NullMarked
package hms.gateway.user;

import org.jspecify.annotations.NullMarked;
