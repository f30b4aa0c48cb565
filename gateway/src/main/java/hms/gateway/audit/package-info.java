/**
 * Seals the audit, on any number of nodes, one at a time, and shows it to auditors. The chain
 * itself is in {@code hms.domain.audit}, its rows in {@code hms.storage.pg}.
 */
@NullMarked
package hms.gateway.audit;

import org.jspecify.annotations.NullMarked;
