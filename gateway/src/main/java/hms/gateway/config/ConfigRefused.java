package hms.gateway.config;

import java.util.List;

/** The configuration cannot be used; names every problem at once, a line each. */
public final class ConfigRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public ConfigRefused(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
