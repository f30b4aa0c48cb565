package hms.client;

import com.fasterxml.jackson.databind.JsonNode;

/** The office said no: an RFC 9457 problem. */
public final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int status;
  private final transient JsonNode body;

  ApiProblem(int status, JsonNode body) {
    super("%d %s: %s".formatted(status, body.path("code").asText(), body.path("detail").asText()));
    this.status = status;
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** For programs: {@code wrong-state}. */
  public String code() {
    return body.path("code").asText();
  }

  public JsonNode body() {
    return body;
  }
}
