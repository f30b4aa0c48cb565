package hms.artisan;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The office declined a request; carries its problem document (RFC 9457). */
public final class OfficeProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final transient JsonObject problem;

  OfficeProblem(int status, JsonObject problem) {
    super(
        "the office answered %d %s %s"
            .formatted(
                status,
                problem.getString("detail", ""),
                problem.getJsonArray("errors", new JsonArray()).encode()));
    this.status = status;
    this.problem = problem;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The problem document; empty if the answer was none. */
  public JsonObject problem() {
    return problem;
  }
}
