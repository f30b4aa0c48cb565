/**
 * What the house does by itself when its time has come: a timer that carries out due deadlines,
 * each in one transaction of its own, through the use cases of the features. Runs on any number of
 * nodes at once.
 */
@NullMarked
package hms.gateway.deadline;

import org.jspecify.annotations.NullMarked;
