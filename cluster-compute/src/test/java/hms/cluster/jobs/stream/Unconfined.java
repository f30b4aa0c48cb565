package hms.cluster.jobs.stream;

import java.util.List;
import java.util.Map;

/** Programs without a sandbox, for tests of everything else: each is a script. */
public final class Unconfined {
  private static final Sandbox NONE = program -> List.of();

  private Unconfined() {}

  static ProgramRun run(String script) {
    return new ProgramRun(program("script", script), NONE, Map.of("PATH", "/usr/bin:/bin"));
  }

  static Program program(String name, String script) {
    return new Program(name, List.of("/bin/sh", "-c", script));
  }

  /** {@code cat}, and what counts words: each of a line, and how often each key was told. */
  public static Programs words() {
    return new Programs(
        List.of(
            program("cat", "exec cat"),
            program("words", "exec awk '" + SPLIT + "'"),
            program("count", "exec awk '" + COUNT + "'")),
        NONE);
  }

  /** One that does what this script of the shell says. */
  public static Programs script(String name, String script) {
    return of(program(name, script));
  }

  static Programs of(Program program) {
    return new Programs(List.of(program), NONE);
  }

  /** {@code cat} that says a NUL and ends badly. */
  public static Programs binary() {
    return new Programs(List.of(program("cat", "printf 'a\\000b' >&2; exit 3")), NONE);
  }

  private static final String SPLIT =
      """
      { for (i = 1; i <= NF; i++) print $i "\\t1" }
      END { print "reporter:counter:words,lines," NR > "/dev/stderr" }
      """;

  private static final String COUNT =
      """
      BEGIN { FS = "\\t" }
      $1 != word { if (NR > 1) print word "\\t" n; word = $1; n = 0 }
      { n += $2 }
      END { if (NR > 0) print word "\\t" n }
      """;

  /** What the shell makes of it. */
  public static String pipeline() {
    return "awk '%s' 2>/dev/null | LC_ALL=C sort -s -t '\t' -k1,1 | awk '%s'"
        .formatted(SPLIT, COUNT);
  }
}
