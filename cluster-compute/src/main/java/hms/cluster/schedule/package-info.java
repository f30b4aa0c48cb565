/**
 * Makes the jobs of schedules when they are due: any number of nodes look, each slot makes one job.
 * Source: docs/compute.md, docs/adr/0072.
 *
 * <p>{@link hms.cluster.schedule.Cron} is for whoever checks a schedule; the timer is deployed
 * where a node is started.
 */
@NullMarked
package hms.cluster.schedule;

import org.jspecify.annotations.NullMarked;
