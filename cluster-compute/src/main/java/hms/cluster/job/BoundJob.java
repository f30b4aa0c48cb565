package hms.cluster.job;

import hms.domain.job.Interval;

/** A job type with the parameters of one job, so that the engine need not know either. */
public final class BoundJob<P extends Record, A> {
  private final JobType<P, A> type;
  private final P parameters;

  BoundJob(JobType<P, A> type, P parameters) {
    this.type = type;
    this.parameters = parameters;
  }

  public Plan plan() {
    return type.plan(parameters);
  }

  /** The canonical bytes of a part. On a slot thread; throws as {@link JobType#compute} does. */
  public byte[] compute(Interval range, ChunkContext chunk) throws Exception {
    return type.reduction().write(type.compute(parameters, range, chunk));
  }

  /** A total with nothing in it yet. */
  public Total total() {
    return new Total();
  }

  /** Joins the parts of the job in unit order. Not for two threads at once. */
  public final class Total {
    private A sum = type.reduction().empty();
    private long next;

    /**
     * Joins the part that covers {@code range}.
     *
     * @throws IllegalStateException it does not begin where the last one ended
     */
    public void add(Interval range, byte[] part) {
      if (range.lo() != next) {
        throw new IllegalStateException("expected units from " + next + ", found " + range);
      }
      sum = type.reduction().merge(sum, type.reduction().read(part));
      next = range.hi();
    }

    /** Goes on behind units that have no part: they are dead. */
    public void skip(Interval dead) {
      if (dead.lo() != next) {
        throw new IllegalStateException("expected units from " + next + ", found " + dead);
      }
      next = dead.hi();
    }

    /** The first unit that is not in it yet. */
    public long next() {
      return next;
    }

    /** Asks the oracle; may take long. */
    public Verdict verify() {
      return type.verify(parameters, sum);
    }

    /** In canonical form. */
    public byte[] bytes() {
      return type.reduction().write(sum);
    }

    public String json() {
      return type.reduction().json(sum).encode();
    }
  }
}
