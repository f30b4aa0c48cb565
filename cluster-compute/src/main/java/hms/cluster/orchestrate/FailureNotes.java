package hms.cluster.orchestrate;

import hms.domain.job.ChunkFailure;
import hms.storage.JobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what went wrong with chunks, for people and for the next owner. */
final class FailureNotes {
  private static final Logger LOG = LoggerFactory.getLogger(FailureNotes.class);

  private final JobStore store;

  FailureNotes(JobStore store) {
    this.store = store;
  }

  /** Once is enough: what the next owner does not know of, it will see again. */
  void keep(ChunkFailure failure) {
    LOG.atWarn()
        .addKeyValue("chunk", failure.chunk())
        .addKeyValue("node", failure.node())
        .addKeyValue("class", failure.failure())
        .addKeyValue("message", failure.message())
        .log("chunk failed");
    store.note(failure).onFailure(fault -> LOG.atWarn().setCause(fault).log("failure not kept"));
  }
}
