/**
 * Makers under contract: who they are and in which state.
 *
 * <p>Pure; any thread may call anything.
 */
@NullMarked
package hms.domain.artisan;

import org.jspecify.annotations.NullMarked;
