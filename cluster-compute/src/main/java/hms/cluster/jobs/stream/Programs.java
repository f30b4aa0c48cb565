package hms.cluster.jobs.stream;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The programs that a node lets jobs run, by name, and what keeps them in. They are what they were
 * when it was made: jobs are of that code, and not of what has been put in its place since.
 */
public final class Programs {
  private final Map<String, Program> byName = new TreeMap<>();
  private final Map<String, Look> looks = new TreeMap<>();
  private final Sandbox sandbox;

  public Programs(Collection<Program> programs, Sandbox sandbox) {
    programs.forEach(each -> byName.put(each.name(), each));
    programs.forEach(each -> looks.put(each.name(), look(each)));
    this.sandbox = sandbox;
  }

  Set<String> names() {
    return byName.keySet();
  }

  /** Nodes with other programs do not share a job. */
  String digest() {
    return byName.values().stream().map(Program::digest).collect(Collectors.joining("\n"));
  }

  /**
   * Runs one over some input; blocks until it has ended.
   *
   * @throws TransientFailure as {@link ProgramRun#over}; or it was replaced, and what it told, or
   *     how it failed, is not that of the program that the job is of
   */
  ProgramRun.Output run(
      String name, Map<String, String> environment, byte[] input, ChunkContext chunk)
      throws Exception {
    var program = byName.get(name);
    if (program == null) throw new IllegalStateException("there is no program " + name);
    same(program);
    try {
      var output = new ProgramRun(program, sandbox, environment).over(input, chunk);
      same(program);
      return output;
    } catch (ProgramFailure failure) {
      same(program);
      throw failure;
    }
  }

  private void same(Program program) throws TransientFailure {
    if (look(program).equals(looks.get(program.name()))) return;
    throw new TransientFailure(
        "%s is not what it was when this node started: start it anew".formatted(program.name()),
        null);
  }

  /**
   * What another file has another of, most likely; to read all of it for each chunk would cost too
   * much.
   */
  private record Look(long size, FileTime modified, String key) {
    static final Look GONE = new Look(-1, FileTime.fromMillis(0), "");
  }

  private static Look look(Program program) {
    try {
      var found = Files.readAttributes(program.file(), BasicFileAttributes.class);
      return new Look(found.size(), found.lastModifiedTime(), String.valueOf(found.fileKey()));
    } catch (IOException gone) {
      return Look.GONE;
    }
  }
}
