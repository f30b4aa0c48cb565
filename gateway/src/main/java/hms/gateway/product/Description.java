package hms.gateway.product;

import hms.domain.Markup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes a description that {@link Markup} accepts of whatever was written: other elements go and
 * their text stays, {@code script} and {@code style} go whole, attributes go, and plain text
 * becomes paragraphs at its blank lines. One instance a text.
 */
public final class Description {
  private static final Pattern ELEMENT = Pattern.compile("</?[a-zA-Z][^<>]*>");
  private static final Pattern BLANK_LINES = Pattern.compile("\\n[ \\t]*\\n\\s*");
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<gone><!--.*?(?:-->|\\z)|<(?<whole>script|style)\\b[^>]*>.*?(?:</\\k<whole>\\s*>|\\z))"
              + "|<(?<end>/?)(?<tag>[a-z][a-z0-9]*)(?<rest>[^<>]*)>"
              + "|(?<kept>&(?:amp|lt|gt|quot|#39);)"
              + "|(?<space>&nbsp;)"
              + "|&#(?<code>\\d{2,6});"
              + "|(?<text>[^<&]+|[<&])",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final int max;
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();
  private int toClose;
  private boolean removed;
  private boolean full;

  private Description(int max) {
    this.max = max;
  }

  /**
   * @param html well nested, allowed elements only, at most as long as asked for
   * @param removed something other than blanks was left out
   * @param cut it was longer
   */
  public record Clean(String html, boolean removed, boolean cut) {}

  public static Clean clean(String written, int max) {
    String text = written.replace("\r\n", "\n").strip();
    return new Description(max).of(ELEMENT.matcher(text).find() ? text : paragraphs(text));
  }

  /**
   * What somebody typed or pasted, as it can be shown. What the strict reader takes stays as it is,
   * unless it is plain text of several paragraphs.
   */
  static String tidy(String written) {
    boolean plain = !ELEMENT.matcher(written).find();
    boolean shown = Markup.fault(written).isEmpty();
    return shown && !(plain && BLANK_LINES.matcher(written).find())
        ? written
        : clean(written, Integer.MAX_VALUE).html();
  }

  private static String paragraphs(String plain) {
    return BLANK_LINES
        .splitAsStream(plain)
        .map(each -> each.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        .collect(Collectors.joining("</p>\n<p>", "<p>", "</p>"));
  }

  private Clean of(String html) {
    var token = TOKEN.matcher(html);
    while (!full && token.find()) take(token);
    while (!open.isEmpty()) close();
    return new Clean(out.toString().strip(), removed, full);
  }

  private void take(Matcher token) {
    String tag = token.group("tag");
    if (token.group("gone") != null) removed = true;
    else if (tag != null) element(token, tag.toLowerCase(Locale.ROOT));
    else if (token.group("kept") != null) put(token.group().toLowerCase(Locale.ROOT), 0);
    else if (token.group("space") != null) put(" ", 0);
    else if (token.group("code") != null) character(Integer.parseInt(token.group("code")));
    else token.group("text").codePoints().forEach(this::character);
  }

  private void element(Matcher token, String tag) {
    boolean end = !token.group("end").isEmpty();
    if (!Markup.allows(tag) || end && !open.contains(tag)) {
      removed |= !tag.equals("br");
      return;
    }
    removed |= !token.group("rest").replace("/", "").isBlank();
    if (tag.equals("br")) put("<br>", 0);
    else if (end) closeUpTo(tag);
    else open(tag);
  }

  private void closeUpTo(String tag) {
    while (!tag.equals(open.peek())) close();
    close();
  }

  private void close() {
    String tag = "</" + open.pop() + ">";
    toClose -= tag.length();
    out.append(tag);
  }

  private void character(int c) {
    switch (c) {
      case '<' -> put("&lt;", 0);
      case '>' -> put("&gt;", 0);
      case '&' -> put("&amp;", 0);
      default -> put(Character.toString(c), 0);
    }
  }

  private void open(String tag) {
    int itsEnd = tag.length() + 3;
    put("<" + tag + ">", itsEnd);
    if (full) return;
    open.push(tag);
    toClose += itsEnd;
  }

  /** Writes, unless that, its end and the ends of all open elements would be too long. */
  private void put(String piece, int itsEnd) {
    full |= out.length() + piece.length() + toClose + itsEnd > max;
    if (!full) out.append(piece);
  }
}
