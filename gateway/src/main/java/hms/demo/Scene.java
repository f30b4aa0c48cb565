package hms.demo;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the chapters share: the stage, and who and what has come to be so far. */
final class Scene {
  private final Stage stage;
  private final DemoContent content;
  private final Report report;
  private final Path dir;
  private final Map<String, Maker> makers = new TreeMap<>();
  private final Map<String, UUID> products = new TreeMap<>();
  private final Map<String, String> facts = new TreeMap<>();
  private @Nullable Cast cast;

  Scene(Stage stage, DemoContent content, Report report, Path dir) {
    this.stage = stage;
    this.content = content;
    this.report = report;
    this.dir = dir;
  }

  Stage stage() {
    return stage;
  }

  DemoContent content() {
    return content;
  }

  Report report() {
    return report;
  }

  Path dir() {
    return dir;
  }

  Cast cast() {
    return Objects.requireNonNull(cast, "nobody is hired yet");
  }

  void hire(Cast hired) {
    cast = hired;
  }

  /** By handle. */
  Map<String, Maker> makers() {
    return makers;
  }

  /** The first maker talks to the office by messages, the others by HTTP. */
  boolean prefersMessages(Maker maker) {
    return maker.handle().equals(makers.keySet().iterator().next());
  }

  Maker maker(String handle) {
    return Objects.requireNonNull(makers.get(handle), handle);
  }

  /** Oids by the handle of the file. */
  Map<String, UUID> products() {
    return products;
  }

  UUID product(String handle) {
    return Objects.requireNonNull(products.get(handle), handle);
  }

  /** Remembers an id for later chapters. */
  void remember(String name, String value) {
    facts.put(name, value);
  }

  String recall(String name) {
    return Objects.requireNonNull(facts.get(name), name);
  }
}
