package hms.cluster.jobs.stream;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The programs that a node lets jobs run, by name, and what keeps them in. */
public final class Programs {
  private final Map<String, Program> byName = new TreeMap<>();
  private final Sandbox sandbox;

  public Programs(Collection<Program> programs, Sandbox sandbox) {
    programs.forEach(each -> byName.put(each.name(), each));
    this.sandbox = sandbox;
  }

  Set<String> names() {
    return byName.keySet();
  }

  /** Nodes with other programs do not share a job. */
  String digest() {
    return byName.values().stream().map(Program::digest).collect(Collectors.joining("\n"));
  }

  /** Ready to be run on some input. */
  ProgramRun run(String name, Map<String, String> environment) {
    var program = byName.get(name);
    if (program == null) throw new IllegalStateException("there is no program " + name);
    return new ProgramRun(program, sandbox, environment);
  }
}
