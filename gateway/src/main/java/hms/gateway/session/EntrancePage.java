package hms.gateway.session;

import hms.storage.pg.PgMakerSessions.Entrance;
import java.nio.charset.StandardCharsets;

/**
 * Asks whoever has followed a link whether they are whom it would let in. A page of its own: no
 * script, no style, nothing that is fetched from elsewhere.
 *
 * <p>It says {@code referrer} itself: where nothing is told of where one comes from, browsers tell
 * no origin either, and the answer needs it. Source: Fetch, append a request Origin header.
 */
final class EntrancePage {
  static final String TYPE = "text/html; charset=utf-8";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta name="referrer" content="same-origin">
      <title>Go on as %1$s?</title>
      </head>
      <body>
      <h1>Go on as %1$s?</h1>
      <p>This link was made by the app of <b>%1$s</b> (%2$s). All that you do here from now on,
      you do as <b>%1$s</b>.</p>
      <p>If that is not you, or if you did not ask your app for this link, close this page.</p>
      <form method="post"><button>Go on as %1$s</button></form>
      </body>
      </html>
      """;

  private EntrancePage() {}

  static byte[] of(Entrance behind) {
    return PAGE.formatted(escaped(behind.name()), escaped(behind.handle()))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A name is text, whatever it looks like. Source: HTML, 13.3. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
