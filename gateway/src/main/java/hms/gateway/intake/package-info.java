/**
 * Files of rows that somebody brings in. Each row is first tried as the caller would do it by the
 * normal commands, and undone; when all are good, their maker lets them be put in, a transaction a
 * row. What can be imported, features say by {@link hms.gateway.intake.Importable}. Event loops
 * only.
 */
@NullMarked
package hms.gateway.intake;

import org.jspecify.annotations.NullMarked;
