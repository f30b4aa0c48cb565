package hms.storage.file;

import static hms.storage.file.Workshop.aProduct;
import static hms.storage.file.Workshop.renamed;

import hms.domain.product.Product;
import hms.storage.Step;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that changes two products together, again and again, and prints the version of both
 * after each answer, until it is killed.
 */
final class BusyMain {
  private BusyMain() {}

  public static void main(String[] args) throws IOException {
    var stores = FileStores.open(Vertx.vertx(), Path.of(args[0]), Workshop.CLOCK);
    var workshop = new Workshop(stores);
    if (workshop.products().isEmpty()) workshop.add(aProduct("bowl"), aProduct("cup"));
    while (true) {
      List<Product> both = workshop.products();
      var saved =
          workshop.done(tx ->
              Step.each(
                  both,
                  each -> tx.products().save(each, renamed(each, "n" + each.version()), "edit")));
      System.out.println(both.getFirst().version() + saved.size() / both.size());
    }
  }
}
