package hms.gateway.job;

import java.util.Locale;

/** Text of a page, put together; whatever is not ours is escaped. Not for two threads at once. */
final class Markup {
  private final StringBuilder page = new StringBuilder();

  /** Tags as they are; never anything that comes from elsewhere. */
  Markup tags(String ours) {
    page.append(ours);
    return this;
  }

  /** The same, with numbers in their places. */
  Markup shape(String ours, Object... numbers) {
    page.append(String.format(Locale.ROOT, ours, numbers));
    return this;
  }

  /** Whatever it is, it is read as text: between tags, or between quotes. */
  Markup text(Object any) {
    String.valueOf(any).codePoints().forEach(this::escaped);
    return this;
  }

  /** A row of a table. */
  Markup row(Object head, Object... cells) {
    tags("<tr><th>").text(head).tags("</th>");
    for (var cell : cells) tags("<td>").text(cell).tags("</td>");
    return tags("</tr>\n");
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
