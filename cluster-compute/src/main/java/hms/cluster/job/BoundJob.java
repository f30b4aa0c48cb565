package hms.cluster.job;

import hms.domain.job.Interval;
import hms.storage.JobStatement;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** A job type with the parameters of one job, so that the engine need not know either. */
public final class BoundJob<P extends Record, A> {
  private final JobType<P, A> type;
  private final P parameters;
  private final Reduction<A> reduction;

  BoundJob(JobType<P, A> type, P parameters) {
    this.type = type;
    this.parameters = parameters;
    this.reduction = type.reduction(parameters);
  }

  public Plan plan() {
    return type.plan(parameters);
  }

  /** The canonical bytes of a part. On a slot thread; throws as {@link JobType#compute} does. */
  public byte[] compute(Interval range, ChunkContext chunk) throws Exception {
    return reduction.write(type.compute(parameters, range, chunk));
  }

  /** What the job leaves behind. */
  public Reduction.Form form() {
    return reduction.form();
  }

  /** Of rows, the names of their values. */
  public List<String> columns() {
    return reduction.columns();
  }

  public Optional<JobStatement> oracle() {
    return type.oracle(parameters);
  }

  public Optional<JobStatement> publication() {
    return type.publication(parameters);
  }

  /** A total with nothing in it yet. */
  public Total total() {
    return new Total();
  }

  /** Joins the parts of the job in unit order. Not for two threads at once. */
  public final class Total {
    private final Optional<FileDigest> file =
        form() == Reduction.Form.AGGREGATE ? Optional.empty() : Optional.of(new FileDigest());
    private A sum = reduction.empty();
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
      if (file.isPresent()) file.get().add(part);
      else sum = reduction.merge(sum, reduction.read(part));
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
      return file.isPresent() ? new Verdict.NotChecked() : type.verify(parameters, sum);
    }

    /** In canonical form; of a file and of rows, their digest. */
    public byte[] bytes() {
      return file.map(FileDigest::digest).orElseGet(() -> reduction.write(sum));
    }

    /** What the job shows as its result. */
    public String json() {
      return file.map(this::told).orElseGet(() -> reduction.json(sum)).encode();
    }

    private JsonObject told(FileDigest digest) {
      return form() == Reduction.Form.ROWS ? digest.json(columns()) : digest.json();
    }
  }
}
