package hms.gateway.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.product.ContentChange;
import hms.gateway.message.MessageHandler;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The message face of products. */
public final class ProductMessages implements MessageHandler {
  private static final String CREATE = "hms.product.create.v1";
  private static final String UPDATE = "hms.product.update.v1";
  private static final String SUBMIT = "hms.revision.submit.v1";

  private final ProductService service;

  /** The data of {@code product.update}; {@code baseVersion} is the product's. */
  private record Update(UUID oid, @Nullable Long baseVersion, List<ContentChange> changes) {}

  /** The data of {@code revision.submit}; {@code baseVersion} is the revision's. */
  private record Submit(UUID oid, @Nullable Long baseVersion) {}

  public ProductMessages(ProductService service) {
    this.service = service;
  }

  @Override
  public Set<String> types() {
    return Set.of(CREATE, UPDATE, SUBMIT);
  }

  @Override
  public Step<ObjectNode> handle(PgStores tx, Actor.Maker sender, String type, byte[] data) {
    return Step.of(command(type, data))
        .then(command -> service.perform(tx, sender, command))
        .map(ProductViews::reply);
  }

  private static Outcome<ProductCommand> command(String type, byte[] data) {
    return switch (type) {
      case CREATE -> DomainJson.read(data, ProductCommand.Create.class).map(create -> create);
      case UPDATE -> DomainJson.read(data, Update.class).then(ProductMessages::edit);
      default -> DomainJson.read(data, Submit.class).then(ProductMessages::submit);
    };
  }

  private static Outcome<ProductCommand> edit(Update update) {
    var rules = new Rules();
    rules.present("/oid", update.oid());
    rules.present("/changes", update.changes());
    return rules.broken()
        ? rules.refused()
        : Outcome.done(
            new ProductCommand.Edit(
                update.oid(),
                update.baseVersion(),
                content -> ContentChange.apply(content, update.changes())));
  }

  private static Outcome<ProductCommand> submit(Submit submit) {
    var rules = new Rules();
    rules.present("/oid", submit.oid());
    return rules.broken()
        ? rules.refused()
        : Outcome.done(new ProductCommand.Submit(submit.oid(), submit.baseVersion()));
  }
}
