/**
 * Work that outlasts the call that asked for it: what it is, how far it is, and on whose behalf it
 * goes on. Source: docs/domain.md, operations.
 */
@NullMarked
package hms.domain.operation;

import org.jspecify.annotations.NullMarked;
