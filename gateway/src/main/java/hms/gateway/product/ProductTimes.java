package hms.gateway.product;

import hms.domain.deadline.Deadline;
import hms.domain.product.ProductRevision;
import hms.gateway.deadline.DeadlineHandler;
import hms.gateway.deadline.DeadlineTimer;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.Set;

/** What the house does with products and revisions when it is time. */
public final class ProductTimes implements DeadlineHandler {
  private final ProductService service;

  public ProductTimes(ProductService service) {
    this.service = service;
  }

  @Override
  public Set<String> kinds() {
    return Set.of(
        ProductDeadlines.JUDGE,
        ProductDeadlines.PURGE,
        ProductDeadlines.LEASE,
        ProductDeadlines.REMIND,
        ProductDeadlines.REMIND_AGAIN,
        ProductDeadlines.EXPIRE);
  }

  @Override
  public Step<?> fire(PgStores tx, Deadline deadline, Instant now) {
    boolean reminder =
        deadline.kind().equals(ProductDeadlines.REMIND)
            || deadline.kind().equals(ProductDeadlines.REMIND_AGAIN);
    return reminder
        ? service.remind(tx, deadline.object())
        : service.perform(tx, DeadlineTimer.ACTOR, command(deadline));
  }

  private static ProductCommand command(Deadline deadline) {
    return switch (deadline.kind()) {
      case ProductDeadlines.PURGE -> new ProductCommand.Purge(deadline.object());
      case ProductDeadlines.JUDGE -> new ProductCommand.Judge(deadline.object());
      case ProductDeadlines.LEASE -> review(deadline, ProductRevision.Command.LEASE_OVER);
      default -> review(deadline, ProductRevision.Command.EXPIRE);
    };
  }

  private static ProductCommand review(Deadline deadline, ProductRevision.Command step) {
    return new ProductCommand.Review(deadline.object(), null, step);
  }
}
