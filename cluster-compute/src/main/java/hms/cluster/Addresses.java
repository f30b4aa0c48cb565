package hms.cluster;

import hms.domain.job.JobMessage;

/**
 * Every address that nodes share: five a node, by role; none a job, chunk or session, because each
 * address costs all nodes work when its node leaves. Local addresses stand in the services.
 */
public final class Addresses {
  private Addresses() {}

  public static Address<JobMessage.ToOrchestrator, Void> orchestrator(String node) {
    return new Address<>("hms.orchestrator." + node, JobMessage.ToOrchestrator.class, Void.class);
  }

  public static Address<JobMessage.ToWorker, Void> worker(String node) {
    return new Address<>("hms.worker." + node, JobMessage.ToWorker.class, Void.class);
  }

  public static Address<JobMessage.ResultBatch, Void> dispatcher(String node) {
    return new Address<>("hms.dispatcher." + node, JobMessage.ResultBatch.class, Void.class);
  }

  /** Where whoever doubts a result has a part of it computed once more. */
  public static Address<Recheck, Recheck.Answer> rechecked(String node) {
    return new Address<>("hms.rechecked." + node, Recheck.class, Recheck.Answer.class);
  }

  /** Where whoever watches asks the owner of a job how it goes on. */
  public static Address<JobLook, JobLook.Seen> watched(String node) {
    return new Address<>("hms.watched." + node, JobLook.class, JobLook.Seen.class);
  }
}
