/**
 * Moments at which the house acts by itself. A deadline is data: what it does when it is due is
 * written where its command is. Source: docs/domain.md, deadlines.
 */
@NullMarked
package hms.domain.deadline;

import org.jspecify.annotations.NullMarked;
