package hms.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * db-scheduler with the polling that its manual names for many short tasks: lock and fetch. A task
 * is a row that is deleted when it is done.
 */
final class DbScheduler implements TaskQueue {
  private static final int BATCH = 1000;
  private static final double REFILL_BELOW = 1.0;
  private static final double FILL_TO = 4.0;

  /** As its own file for PostgreSQL has it. */
  private static final String TABLE =
      """
      drop table if exists scheduled_tasks;
      create table scheduled_tasks (
        task_name text not null, task_instance text not null, task_data bytea,
        execution_time timestamptz not null, picked boolean not null, picked_by text,
        last_success timestamptz, last_failure timestamptz, consecutive_failures int,
        last_heartbeat timestamptz, version bigint not null, priority smallint,
        primary key (task_name, task_instance));
      create index execution_time_idx on scheduled_tasks (execution_time);
      create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)
      """;

  private final HikariDataSource source;
  private final OneTimeTask<Void> task = Tasks.oneTime("noop").execute((instance, context) -> {});
  private final Scheduler scheduler;
  private long submitted;

  DbScheduler(HikariDataSource source) {
    this.source = source;
    Database.execute(source, TABLE);
    this.scheduler =
        Scheduler.create(source, task)
            .threads(Database.THREADS)
            .pollUsingLockAndFetch(REFILL_BELOW, FILL_TO)
            .pollingInterval(Duration.ofMillis(100))
            .enableImmediateExecution()
            .build();
    scheduler.start();
  }

  @Override
  public void run(int tasks) throws InterruptedException {
    for (int from = 0; from < tasks; from += BATCH) {
      List<TaskInstance<?>> batch = new ArrayList<>();
      for (int i = from; i < Math.min(tasks, from + BATCH); i++) {
        batch.add(task.instance(Long.toString(submitted++)));
      }
      scheduler.scheduleBatch(batch, Instant.now());
    }
    while (Database.number(source, "select count(*) from scheduled_tasks") > 0) Thread.sleep(5);
  }

  @Override
  public void close() {
    scheduler.stop();
    source.close();
  }
}
