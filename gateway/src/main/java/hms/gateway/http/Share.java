package hms.gateway.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/** How much of what a node can do at a time a kind of calls may take: what can wait, less. */
enum Share {
  /** What customers and artisans do: it comes through for as long as anything does. */
  FIRST(100),
  /** All others, together. */
  OTHER(90),
  CATALOGUE(70),
  /** Much work at once: searching, whole files. */
  HEAVY(50),
  /** Supervisors and readers of the manual: not counted. */
  NONE(100);

  private static final int PERCENT = 100;
  private static final Pattern INTAKE =
      Pattern.compile(Api.ROOT + "/(orders|messages(/.*)?|bundles)");
  private static final Pattern WHOLE =
      Pattern.compile(Api.ROOT + "/(batches|imports|exports|job-inputs)(/.*)?");

  private final int percent;

  Share(int percent) {
    this.percent = percent;
  }

  /** That of a call. */
  static Share of(Route route, HttpServerRequest request) {
    if (route.rate() == Route.Rate.NONE) return NONE;
    boolean post = route.method().name().equals("POST");
    if (INTAKE.matcher(route.path()).matches() && (post || !route.path().endsWith("orders"))) {
      return FIRST;
    }
    String query = request.query();
    boolean search = query != null && (query.startsWith("q=") || query.contains("&q="));
    if (search || WHOLE.matcher(route.path()).matches()) return HEAVY;
    return route.path().startsWith(Api.ROOT + "/catalogue/") ? CATALOGUE : OTHER;
  }

  /** Of so many calls at a time, at least one. */
  int of(int max) {
    return Math.max(1, max * percent / PERCENT);
  }
}
