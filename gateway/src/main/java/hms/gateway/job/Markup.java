package hms.gateway.job;

import java.util.Locale;

/** Text of a page, put together; whatever is not ours is escaped. Not for two threads at once. */
final class Markup {
  private final StringBuilder page = new StringBuilder();

  /** Tags as they are; never anything that comes from elsewhere. */
  void tags(String ours) {
    page.append(ours);
  }

  /** The same, with numbers in their places. */
  void shape(String ours, Object... numbers) {
    page.append(String.format(Locale.ROOT, ours, numbers));
  }

  /** Whatever it is, it is read as text: between tags, or between quotes. */
  void text(Object any) {
    String.valueOf(any).codePoints().forEach(this::escaped);
  }

  /** A row of a table. */
  void row(Object head, Object... cells) {
    tags("<tr>");
    cell("th", head);
    for (var each : cells) cell("td", each);
    tags("</tr>\n");
  }

  private void cell(String tag, Object any) {
    tags("<" + tag + ">");
    text(any);
    tags("</" + tag + ">");
  }

  private void escaped(int c) {
    switch (c) {
      case '&' -> page.append("&amp;");
      case '<' -> page.append("&lt;");
      case '>' -> page.append("&gt;");
      case '"' -> page.append("&quot;");
      case '\'' -> page.append("&#39;");
      default -> {
        boolean unseen = c < ' ' && c != '\n' && c != '\t';
        page.appendCodePoint(unseen ? '\uFFFD' : c);
      }
    }
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
