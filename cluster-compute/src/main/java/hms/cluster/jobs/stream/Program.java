package hms.cluster.jobs.stream;

import hms.domain.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A program that jobs may name.
 *
 * @param name lower case, digits and hyphens
 * @param command its file, absolute, and its arguments; no shell looks at them
 */
public record Program(String name, List<String> command) {
  private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9-]{0,39})=(/\\S+(?: +\\S+)*)");

  public Program {
    command = List.copyOf(command);
  }

  /**
   * Reads {@code word-count=/opt/jobs/wc.py --fast}.
   *
   * @throws IllegalArgumentException it is no such text, or the file cannot be run
   */
  public static Program of(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("expected name=/path/of/program and arguments");
    }
    var command = Arrays.asList(form.group(2).split(" +"));
    Path file = Path.of(command.getFirst());
    if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
      throw new IllegalArgumentException("%s is no program".formatted(file));
    }
    return new Program(form.group(1), command);
  }

  Path file() {
    return Path.of(command.getFirst());
  }

  /** Another one wherever the file or an argument is. */
  String digest() {
    try {
      return name + command + Sha256.hex(Files.readAllBytes(file()));
    } catch (IOException gone) {
      throw new IllegalStateException(file() + " cannot be read", gone);
    }
  }
}
