/**
 * What a node measures, in the text format of Prometheus; the catalogue is in docs/operations.md.
 *
 * <p>Labels come from closed lists: operations, states, pools. Never an id, an address or a name of
 * somebody.
 */
@NullMarked
package hms.gateway.metrics;

import org.jspecify.annotations.NullMarked;
