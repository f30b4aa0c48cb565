/** The composition root {@code Office} and its configuration. */
@NullMarked
package hms.gateway;

import org.jspecify.annotations.NullMarked;
