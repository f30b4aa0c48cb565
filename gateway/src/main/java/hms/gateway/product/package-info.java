/**
 * Products, their revisions and pictures, and the public catalogue.
 *
 * <p>Called by the router, the bus and the message desk; pictures are re-encoded on a pool of their own.
 */
@NullMarked
package hms.gateway.product;

import org.jspecify.annotations.NullMarked;
