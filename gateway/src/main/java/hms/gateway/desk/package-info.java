/**
 * What somebody has before them when they come to work: how much waits, their saved views, what the
 * office works by. It knows the features by their lists only.
 */
@NullMarked
package hms.gateway.desk;

import org.jspecify.annotations.NullMarked;
