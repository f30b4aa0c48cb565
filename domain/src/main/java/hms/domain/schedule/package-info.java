/**
 * Jobs that are made again and again by the clock: which slots are due, what becomes of those that
 * come while the job before is at work, and of those that nobody was there for. Pure: what a cron
 * means is a {@link hms.domain.schedule.Timetable}, what time it is comes in. Source:
 * docs/compute.md, docs/adr/0072.
 *
 * <p>Called by the schedule's store, by the gateway and by whoever fires. Any thread.
 */
@NullMarked
package hms.domain.schedule;

import org.jspecify.annotations.NullMarked;
