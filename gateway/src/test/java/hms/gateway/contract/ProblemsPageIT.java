package hms.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each code of a problem is explained to people, with its status; none that there is not. */
final class ProblemsPageIT {
  /** How a code stands in our sources: {@code 409, "shortage"}. */
  private static final Pattern MADE =
      Pattern.compile(
          "\\b(?:problem|refusal|refuse|fail)\\(\\s*(?:context,\\s*)?(\\d{3}),\\s*\"([a-z-]+)\"");

  private static final Pattern RENAMED = Pattern.compile("put\\(\"code\", \"([a-z-]+)\"");
  private static final Pattern SHOWN =
      Pattern.compile("<tr id=\"([a-z-]+)\">.*?</th><td>(\\d{3})</td>");

  @Test
  void each_code_is_explained() throws IOException {
    var answer = Ask.get("/docs/problems").send().good();
    var shown = found(SHOWN, answer.text(), 2, 1);

    assertThat(answer.header("Content-Type")).contains("text/html");
    assertThat(shown).containsExactlyInAnyOrderElementsOf(made()).hasSizeGreaterThan(35);
    assertThat(answer.header("ETag")).isPresent();
  }

  private static Set<String> made() throws IOException {
    var codes = new TreeSet<String>();
    try (var files = Files.walk(Path.of("src/main/java/hms/gateway"))) {
      files
          .filter(each -> each.toString().endsWith(".java"))
          .map(ProblemsPageIT::text)
          .forEach(text -> {
            codes.addAll(found(MADE, text, 1, 2));
            RENAMED.matcher(text).results().forEach(each -> codes.add("503 " + each.group(1)));
          });
    }
    return codes;
  }

  private static Set<String> found(Pattern pattern, String text, int status, int code) {
    var all = new TreeSet<String>();
    pattern.matcher(text).results().forEach(m -> all.add(m.group(status) + " " + m.group(code)));
    return all;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
