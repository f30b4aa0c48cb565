package hms.domain;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The strict reader of descriptions: a handful of tags, no attributes, well nested, entities only
 * where HTML needs them. What it accepts can be shown as it is.
 */
public final class Markup {
  private static final Set<String> TAGS =
      Set.of(
          "p",
          "ul",
          "ol",
          "li",
          "strong",
          "em",
          "b",
          "i",
          "u",
          "sub",
          "sup",
          "h3",
          "h4",
          "h5",
          "h6",
          "blockquote");
  private static final Pattern PART =
      Pattern.compile("<(/?)([a-z0-9]+)>|[^<>&]+|&(amp|lt|gt|quot|#39);");

  private Markup() {}

  /** The first thing that is not allowed, or nothing if all is well. */
  public static Optional<String> fault(String html) {
    var open = new ArrayDeque<String>();
    var part = PART.matcher(html);
    int end = 0;
    while (end < html.length()) {
      if (!part.find(end) || part.start() != end) return Optional.of(near(html, end));
      end = part.end();
      if (part.group(2) == null || part.group().equals("<br>")) continue;
      if (!TAGS.contains(part.group(2))) return Optional.of("the tag " + part.group());
      if (part.group(1).isEmpty()) open.push(part.group(2));
      else if (!part.group(2).equals(open.poll())) return Optional.of("unopened " + part.group());
    }
    return open.isEmpty() ? Optional.empty() : Optional.of("unclosed <" + open.peek() + ">");
  }

  /** May such an element stand in a description? {@code br} too, which has no end. */
  public static boolean allows(String tag) {
    return TAGS.contains(tag) || tag.equals("br");
  }

  private static String near(String html, int at) {
    return "\"" + html.substring(at, Math.min(html.length(), at + 20)) + "\"";
  }
}
