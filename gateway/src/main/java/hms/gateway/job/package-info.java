/**
 * The HTTP face of the compute cluster: submit, list, watch.
 *
 * <p>Called by the router; event loops only.
 */
@NullMarked
package hms.gateway.job;

import org.jspecify.annotations.NullMarked;
