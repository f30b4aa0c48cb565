package hms.storage.file;

import hms.domain.Actor;
import hms.domain.Versioned;
import hms.domain.fixture.Goods;
import hms.domain.fixture.Makers;
import hms.domain.product.Product;
import hms.storage.Edited;
import hms.storage.Step;
import hms.storage.query.Query;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The files of one maker, opened on any disk. */
record Workshop(FileStores stores) implements AutoCloseable {
  static final Path DIR = Path.of("/home/mia/hms");
  static final Clock CLOCK = Clock.fixed(Makers.NOW, ZoneOffset.UTC);
  private static final UUID MIA = new UUID(7, 7);

  static Workshop on(Vertx vertx, Disk disk) throws IOException {
    return new Workshop(FileStores.open(vertx, DIR, CLOCK, disk));
  }

  static Product aProduct(String name) {
    return Edited.of(
        Goods.aDraft(MIA), Product.class, tree -> tree.withObject("content").put("name", name));
  }

  static Product renamed(Product found, String name) {
    return Edited.next(
        found, Product.class, Makers.NOW, tree -> tree.withObject("content").put("name", name));
  }

  static Path file(Versioned product) {
    return DIR.resolve("Product-data").resolve(product.oid() + ".json");
  }

  <T> T done(Function<FileObjects, Step<T>> work) {
    return stores.transact(new Actor.Maker(MIA), work).await().orThrow();
  }

  void add(Product... products) {
    var unused =
        done(tx -> Step.each(List.of(products), each -> tx.products().save(null, each, "create")));
  }

  /** All products, by name. */
  List<Product> products() {
    return stores
        .objects()
        .products()
        .get(Query.ALL.sortedBy("name"))
        .future()
        .await()
        .orThrow()
        .rows();
  }

  static List<Product> byName(Product... products) {
    return Stream.of(products).sorted(Comparator.comparing(each -> each.content().name())).toList();
  }

  @Override
  public void close() {
    stores.close().await();
  }
}
