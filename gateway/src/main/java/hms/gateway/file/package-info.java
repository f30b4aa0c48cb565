/**
 * Large files on their way in and out: kept in chunks in the database, so that any node can go on
 * with one (ADR 0040), and rows as they stand in them. Event loops only.
 */
@NullMarked
package hms.gateway.file;

import org.jspecify.annotations.NullMarked;
