package hms.demo;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.message.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A message with another content under a good signature, and the same message once more. */
final class Attacks implements Report.Step {
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final int LOOKS = 200;

  private final Scene scene;

  Attacks(Scene scene) {
    this.scene = scene;
  }

  @Override
  public void play() {
    var maker = sender();
    Envelope genuine = maker.app().lastSent().orElseThrow();
    String before = everything();
    int events = events().size();

    Maker.answered(maker.app().sendRaw(forged(genuine)));
    scene.report().equal("signature", kind(events + 1), "forged message refused, security event");
    Maker.answered(maker.app().sendRaw(genuine));
    scene.report().equal("replayed", kind(events + 2), "replayed message refused, security event");
    scene.report().check(everything().equals(before), "neither left any other trace");
  }

  private Maker sender() {
    return scene.makers().values().stream()
        .filter(maker -> maker.app().lastSent().isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** The same attributes and signature over other data. */
  private static Envelope forged(Envelope genuine) {
    String data = new String(genuine.data(), StandardCharsets.UTF_8);
    byte[] other =
        data.replaceFirst("\"name\":\"", "\"name\":\"Cheap ").getBytes(StandardCharsets.UTF_8);
    return Envelope.parse(genuine.attributes(), genuine.dataContentType(), other).orThrow();
  }

  /** The kind of the newest event, once there are so many. */
  private String kind(int count) {
    for (int i = 0; i < LOOKS && events().size() < count; i++) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    var all = events();
    return all.size() == count ? all.getFirst().path("kind").asText() : all.size() + " events";
  }

  private List<JsonNode> events() {
    var list = new ArrayList<JsonNode>();
    scene
        .cast()
        .as("auditor")
        .get("/api/v1/security-events")
        .body()
        .path("items")
        .forEach(list::add);
    return list;
  }

  private String everything() {
    var reviewer = scene.cast().as("reviewer");
    return reviewer.get("/api/v1/products").body().toString()
        + reviewer.get("/api/v1/revisions").body();
  }
}
