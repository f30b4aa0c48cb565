/**
 * The audit as a chain: each seal holds the one before it, so that no entry can be changed, removed
 * or moved unseen. Source: docs/domain.md, audit chain.
 */
@NullMarked
package hms.domain.audit;

import org.jspecify.annotations.NullMarked;
