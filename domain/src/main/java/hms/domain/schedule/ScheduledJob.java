package hms.domain.schedule;

import hms.domain.job.JobOptions;

/**
 * What a schedule makes.
 *
 * @param type name of the job type
 * @param parameters a JSON object, as the type reads it
 */
public record ScheduledJob(String type, String parameters, JobOptions options) {}
