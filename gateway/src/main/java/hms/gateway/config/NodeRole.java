package hms.gateway.config;

import java.util.Locale;

/** What a node does. */
public enum NodeRole {
  /** HTTP, console, AMQP links, services, relay. */
  GATEWAY,
  /** Orchestrator, worker, dispatcher. */
  COMPUTE;

  static NodeRole of(String text) {
    return switch (text) {
      case "gateway" -> GATEWAY;
      case "compute" -> COMPUTE;
      default -> throw new IllegalArgumentException("expected gateway, compute or both");
    };
  }

  /** As it is written. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
