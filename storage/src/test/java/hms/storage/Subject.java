package hms.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Versioned;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One type under the contract of stores.
 *
 * @param fresh a new object with an id of its own, all it refers to stored
 * @param vary gives some of its members values that are worth asking for
 */
public record Subject<T extends Versioned>(
    StoredType<T> type, Function<Samples, T> fresh, BiConsumer<Samples, ObjectNode> vary) {

  /** Texts that differ in upper case, code points, marks of patterns, words of SQL. */
  public static final List<String> TEXTS =
      List.of(
          "a",
          "A",
          "ab",
          "a%b",
          "a_b",
          "a\\b",
          "a\\%b",
          "É",
          "é",
          "\uE000",
          "\uFFFD",
          "\uD83D\uDE00",
          "\uD83D\uDE00%",
          "z",
          "it's",
          "\"; drop table products; --",
          "$1",
          "null",
          "a  b",
          "10",
          "9");

  /** New objects; many share a time of creation. */
  List<T> some(Samples samples, int count) {
    return Stream.generate(() -> one(samples)).limit(count).toList();
  }

  T one(Samples samples) {
    Instant at = Makers.NOW.plus(Duration.ofNanos(samples.number(0, 3) * 1000L));
    var born = Edited.born(fresh.apply(samples), type.type(), at);
    return Edited.of(born, type.type(), tree -> vary.accept(samples, tree));
  }

  /** The next version, changed. */
  T changed(T found, Samples samples) {
    return Edited.next(found, type.type(), Makers.NOW, tree -> vary.accept(samples, tree));
  }
}
