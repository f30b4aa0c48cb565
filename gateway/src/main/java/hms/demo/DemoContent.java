package hms.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The files of {@code conf/demo}: who takes part and what they make, buy and compute. */
final class DemoContent {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path dir;

  DemoContent(Path dir) {
    this.dir = dir;
  }

  JsonNode people() {
    return read(dir.resolve("people.json"));
  }

  JsonNode review() {
    return read(dir.resolve("review.json"));
  }

  JsonNode shipping() {
    return read(dir.resolve("shipping.json"));
  }

  JsonNode job() {
    return read(dir.resolve("job.json"));
  }

  JsonNode order(String name) {
    return read(dir.resolve("orders").resolve(name + ".json"));
  }

  /** By handle. */
  Map<String, JsonNode> artisans() {
    return all("artisans");
  }

  /** By handle. */
  Map<String, JsonNode> products() {
    return all("products");
  }

  JsonNode product(String handle) {
    return read(dir.resolve("products").resolve(handle + ".json"));
  }

  byte[] photo(String file) {
    try {
      return Files.readAllBytes(dir.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, JsonNode> all(String folder) {
    try (var files = Files.list(dir.resolve(folder))) {
      var byHandle = new TreeMap<String, JsonNode>();
      files.forEach(
          file -> byHandle.put(file.getFileName().toString().replace(".json", ""), read(file)));
      return byHandle;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
