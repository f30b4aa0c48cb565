/**
 * Brings files of the original application into the database, and tells what became of each.
 *
 * <p>Called by the command line, on a thread that may wait. Originals are only read.
 */
@NullMarked
package hms.gateway.legacy.intake;

import org.jspecify.annotations.NullMarked;
