/**
 * A whole HMS on one machine: embedded database and broker, and nodes in this process or as
 * children of it.
 *
 * <p>For {@code hms dev}, {@code hms demo} and tests; production nodes never come here. Blocking.
 */
@NullMarked
package hms.gateway.local;

import org.jspecify.annotations.NullMarked;
