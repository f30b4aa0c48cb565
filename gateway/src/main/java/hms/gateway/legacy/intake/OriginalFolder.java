package hms.gateway.legacy.intake;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import hms.gateway.legacy.ArtisanOriginal;
import hms.gateway.legacy.Assumptions;
import hms.gateway.legacy.OrderOriginal;
import hms.gateway.legacy.ProductOriginal;
import hms.storage.DomainJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A directory of the original application: {@code Artisan-data}, {@code Product-data} and {@code
 * Order-data}, an object a file. It is only read.
 */
final class OriginalFolder {
  private static final int FILE_BYTES_MAX = 1 << 20;

  private final Path dir;
  private final Assumptions open;

  OriginalFolder(Path dir, Assumptions open) {
    this.dir = dir;
    this.open = open;
  }

  /** Every file, by name: artisans first, then products, orders, and what is not imported. */
  List<Reading> read() throws IOException {
    var artisans = new ArrayList<Reading>();
    var products = new ArrayList<Reading>();
    var orders = new ArrayList<Reading>();
    var others = new ArrayList<Reading>();
    for (Path file : files()) {
      var reading = read(file);
      switch (folder(file)) {
        case "Artisan-data" -> artisans.add(reading);
        case "Product-data" -> products.add(reading);
        case "Order-data" -> orders.add(reading);
        default -> others.add(reading);
      }
    }
    artisans.addAll(products);
    artisans.addAll(orders);
    artisans.addAll(others);
    return artisans;
  }

  /** Was the file an artisan's, readable or not? */
  static boolean isArtisan(Reading reading) {
    return switch (reading) {
      case Reading.OfArtisan artisan -> true;
      case Reading.OfProduct product -> false;
      case Reading.OfOrder order -> false;
      case Reading.Settled(var entry) ->
          entry.result() == Entry.Result.REFUSED
              && Path.of(entry.file()).startsWith(Path.of("Artisan-data"));
    };
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(dir)) {
      return all.filter(file -> !Files.isDirectory(file)).sorted().toList();
    }
  }

  private Reading read(Path file) {
    String name = dir.relativize(file).toString();
    return switch (file.getFileName().toString().endsWith(".json") ? folder(file) : "") {
      case "Artisan-data" -> {
        BiFunction<String, ArtisanOriginal, Reading> as = Reading.OfArtisan::new;
        yield reading(name, json(file).then(j -> ArtisanOriginal.read(leaf(file), j, open)), as);
      }
      case "Product-data" -> {
        BiFunction<String, ProductOriginal, Reading> as = Reading.OfProduct::new;
        yield reading(name, json(file).then(j -> ProductOriginal.read(leaf(file), j, open)), as);
      }
      case "Order-data" -> {
        BiFunction<String, OrderOriginal, Reading> as = Reading.OfOrder::new;
        yield reading(name, json(file).then(j -> OrderOriginal.read(leaf(file), j, open)), as);
      }
      default -> ignored(name);
    };
  }

  private static <T> Reading reading(
      String name, Outcome<T> read, BiFunction<String, T, Reading> as) {
    return switch (read) {
      case Outcome.Done<T>(var original) -> as.apply(name, original);
      case Outcome.Refused<T>(var why) -> new Reading.Settled(Entry.refused(name, why));
    };
  }

  private static Reading ignored(String name) {
    String detail = "no file of the original application";
    return new Reading.Settled(new Entry(name, Entry.Result.IGNORED, null, List.of(), detail));
  }

  /** The directory right below ours, if the file lies in one. */
  private String folder(Path file) {
    Path inside = dir.relativize(file);
    return inside.getNameCount() == 2 ? inside.getName(0).toString() : "";
  }

  private static String leaf(Path file) {
    return file.getFileName().toString();
  }

  private static Outcome<JsonNode> json(Path file) {
    try {
      long size = Files.size(file);
      return size > FILE_BYTES_MAX
          ? refused("too-long", "expected at most %d bytes, found %d", FILE_BYTES_MAX, size)
          : DomainJson.parse(Files.readAllBytes(file)).then(OriginalFolder::original);
    } catch (IOException unreadable) {
      return refused("unreadable", "cannot be read: %s", unreadable);
    }
  }

  /** Files of this application tell their format, and have keys in camelCase. */
  private static Outcome<JsonNode> original(JsonNode tree) {
    boolean ours =
        tree.has("format")
            || tree.properties().stream().anyMatch(each -> each.getKey().matches(".*[A-Z].*"));
    return ours
        ? refused("format", "expected a file of the original application, found one of this")
        : Outcome.done(tree);
  }

  private static Outcome<JsonNode> refused(String code, String detail, Object... values) {
    return Outcome.refused(Invalid.of("", code, detail.formatted(values)));
  }
}
