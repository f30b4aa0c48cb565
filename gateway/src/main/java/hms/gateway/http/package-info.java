/**
 * The HTTP edge: routing, who is calling, what a body must look like, how a refusal is told.
 *
 * <p>Feature packages bring their own Routes; nothing here knows a feature. Event loops only.
 */
@NullMarked
package hms.gateway.http;

import org.jspecify.annotations.NullMarked;
