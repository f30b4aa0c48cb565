package hms.peer;

/** Something that runs tasks that do nothing, as well as its makers say it can. */
interface TaskQueue extends AutoCloseable {

  /** Submits so many tasks and returns when all of them have run and are done with. */
  void run(int tasks) throws Exception;
}
