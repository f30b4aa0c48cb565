/**
 * Questions to a store: criteria, sort, page, cursor, with one meaning for every store. {@link
 * hms.storage.query.Fields} says what may be asked of a type and makes a {@link
 * hms.storage.query.Plan}, which a store in memory carries out itself and PostgreSQL translates.
 *
 * <p>Pure; any thread may call anything. Source: docs/domain.md, stores.
 */
@NullMarked
package hms.storage.query;

import org.jspecify.annotations.NullMarked;
