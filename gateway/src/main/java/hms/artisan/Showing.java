package hms.artisan;

import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.storage.Step;
import hms.storage.file.FileObjects;
import hms.storage.query.Query;
import hms.storage.stall.Badge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads what the app shows. */
final class Showing {
  private static final Query PAGE = Query.ALL.limitedTo(Query.LIMIT_MAX);

  private final FileObjects files;
  private final Standing standing;

  Showing(FileObjects files) {
    this.files = files;
    this.standing = new Standing(files);
  }

  Step<List<ShownProduct>> products() {
    return all(List.of(), PAGE).then(all -> Step.each(all, this::shown));
  }

  Step<Optional<ShownProduct>> product(UUID oid) {
    return files.products().find(oid).then(this::shown).orAbsent();
  }

  Step<Set<Badge>> badges(UUID oid) {
    return standing.log(oid).then(log -> standing.open(oid).map(open -> Badge.of(log, open)));
  }

  private Step<ShownProduct> shown(Product product) {
    UUID oid = product.oid();
    return OwnProposals.lastOf(files, oid)
        .then(last ->
            standing
                .log(oid)
                .then(log ->
                    standing
                        .open(oid)
                        .map(open ->
                            new ShownProduct(product, last, badges(product, last, log, open)))));
  }

  private static Set<Badge> badges(
      Product product, Optional<ProductRevision> last, Badge.Log log, Badge.Open open) {
    return Badge.of(product, last.map(ProductRevision::state).orElse(null), log, open);
  }

  private Step<List<Product>> all(List<Product> before, Query query) {
    return files
        .products()
        .get(query)
        .then(page -> {
          var all = new ArrayList<>(before);
          all.addAll(page.rows());
          return page.next().isPresent()
              ? all(all, PAGE.after(page.next().get()))
              : Step.done(List.copyOf(all));
        });
  }
}
