package hms.cluster.jobs.stream;

import java.util.List;

/** What keeps a program to what it was given. */
public interface Sandbox {

  /** The command that runs {@code program} in it, before the program's own. */
  List<String> around(Program program);
}
