/** The office's rules that approve revisions: made, tried on the past, switched on and off. */
@NullMarked
package hms.gateway.rule;

import org.jspecify.annotations.NullMarked;
