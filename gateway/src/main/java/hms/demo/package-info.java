/**
 * The story that {@code hms demo} plays: real people's steps on a real system, each with its check.
 *
 * <p>Acts as a client of the office, as the artisans' apps and as the hand that kills a node; what
 * it sends comes from {@code conf/demo}. Blocking, on the main thread.
 */
@NullMarked
package hms.demo;

import org.jspecify.annotations.NullMarked;
