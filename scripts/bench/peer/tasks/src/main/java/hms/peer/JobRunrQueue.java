package hms.peer;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.stream.Stream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.BackgroundJobRequest;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

/** JobRunr, polling as often as it lets one. A task is a row that is kept with its history. */
final class JobRunrQueue implements TaskQueue {
  private static final Duration OFTEN = Duration.ofSeconds(5);

  private final HikariDataSource source;
  private final StorageProvider storage;

  /** Nothing is asked for. */
  public record Noop() implements JobRequest {
    @Override
    public Class<Nothing> getJobRequestHandler() {
      return Nothing.class;
    }
  }

  /** And nothing is done. */
  public static final class Nothing implements JobRequestHandler<Noop> {
    @Override
    public void run(Noop noop) {}
  }

  JobRunrQueue(HikariDataSource source) {
    this.source = source;
    this.storage = new PostgresStorageProvider(source);
    JobRunr.configure()
        .useStorageProvider(storage)
        .useBackgroundJobServer(
            usingStandardBackgroundJobServerConfiguration()
                .andPollInterval(OFTEN)
                .andWorkerCount(Database.THREADS))
        .initialize();
  }

  @Override
  public void run(int tasks) throws InterruptedException {
    Database.execute(source, "truncate jobrunr_jobs");
    BackgroundJobRequest.enqueue(Stream.generate(Noop::new).limit(tasks));
    String done = "select count(*) from jobrunr_jobs where state = 'SUCCEEDED'";
    while (Database.number(source, done) < tasks) Thread.sleep(20);
  }

  @Override
  public void close() {
    JobRunr.destroy();
    source.close();
  }
}
