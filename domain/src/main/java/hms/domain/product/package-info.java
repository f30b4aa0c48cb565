/**
 * Products, their reviewed content, their stock and the revisions that change them.
 *
 * <p>Pure; any thread may call anything.
 */
@NullMarked
package hms.domain.product;

import org.jspecify.annotations.NullMarked;
