/**
 * PostgreSQL: pools, migrations and the stores. The only package that knows SQL. Futures complete
 * on the caller's context; only {@link hms.storage.pg.Migrations} blocks.
 */
@NullMarked
package hms.storage.pg;

import org.jspecify.annotations.NullMarked;
