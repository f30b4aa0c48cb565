package hms.cluster.orchestrate;

import hms.cluster.job.BoundJob;
import hms.domain.job.Job;

/**
 * A job that this node owns, with its type and parameters ready to run.
 *
 * @param units how many it has
 */
record LaidOut(Job job, BoundJob<?, ?> ready, long units) {}
