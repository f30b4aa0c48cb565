/**
 * Orders, their split into work orders, and the ledger of every unit.
 *
 * <p>Pure; any thread may call anything.
 */
@NullMarked
package hms.domain.order;

import org.jspecify.annotations.NullMarked;
