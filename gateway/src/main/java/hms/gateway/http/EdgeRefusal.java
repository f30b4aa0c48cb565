package hms.gateway.http;

/** Leaves a handler early with a problem; caught by the one failure handler, never logged. */
final class EdgeRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Problems.Problem problem;

  EdgeRefusal(Problems.Problem problem) {
    super(problem.body().path("detail").asText(), null, false, false);
    this.problem = problem;
  }

  Problems.Problem problem() {
    return problem;
  }
}
