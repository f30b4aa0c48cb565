/** The house tidies up: what has served its time goes, a bounded batch at a time. */
@NullMarked
package hms.gateway.sweep;

import org.jspecify.annotations.NullMarked;
