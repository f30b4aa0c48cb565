/**
 * The words every room shares: outcomes and refusals, lifecycles, actors, money, addresses.
 *
 * <p>Pure values and decisions. Depends on the JDK alone; no clock, no randomness, no I/O, so any
 * thread may call anything.
 */
@NullMarked
package hms.domain;

import org.jspecify.annotations.NullMarked;
