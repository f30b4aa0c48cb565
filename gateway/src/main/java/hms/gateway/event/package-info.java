/**
 * What happens, told as it happens: one reader of the audit a node, and any number of streams that
 * it feeds. Source: server-sent events, WHATWG HTML 9.2; docs/http-api.md.
 */
@NullMarked
package hms.gateway.event;

import org.jspecify.annotations.NullMarked;
