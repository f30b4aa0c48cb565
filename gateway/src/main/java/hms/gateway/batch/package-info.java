/**
 * Many calls in one: each part is done as if it had come by itself, one after the other, and
 * answered in its place. Event loops only.
 */
@NullMarked
package hms.gateway.batch;

import org.jspecify.annotations.NullMarked;
