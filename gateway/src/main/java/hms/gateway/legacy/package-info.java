/**
 * Files of the original application, read as objects of ours: pure, without files and database.
 *
 * <p>Called by {@code hms.gateway.legacy.intake}; any thread. Source: docs/domain.md, Import.
 */
@NullMarked
package hms.gateway.legacy;

import org.jspecify.annotations.NullMarked;
