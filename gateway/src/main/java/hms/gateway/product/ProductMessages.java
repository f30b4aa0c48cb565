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
public final class ProductMessages implements MessageHandler<Actor.Maker> {
  private static final String CREATE = "hms.product.create.v1";
  private static final String UPDATE = "hms.product.update.v1";
  private static final String SWITCH = "hms.product.switch.v1";
  private static final String DELETE = "hms.product.delete.v1";
  private static final String RESTORE = "hms.product.restore.v1";
  private static final String ADJUST = "hms.stock.adjust.v1";
  private static final String RECOUNT = "hms.stock.recount.v1";
  private static final String OPEN = "hms.revision.open.v1";
  private static final String SUBMIT = "hms.revision.submit.v1";
  private static final String WITHDRAW = "hms.revision.withdraw.v1";

  private final ProductService service;

  /** The data of {@code product.update}; {@code baseVersion} is the product's. */
  private record Update(UUID oid, @Nullable Long baseVersion, List<ContentChange> changes) {}

  private record Switch(UUID oid, Boolean available) {}

  private record Delete(UUID oid) {}

  private record Adjust(UUID oid, Long delta, @Nullable String reason) {}

  private record Recount(
      UUID oid, Long stockVersion, @Nullable Integer counted, @Nullable Integer leadTimeDays) {}

  /** The data of {@code revision.open}: the product, and changes if there are any yet. */
  private record Open(UUID oid, @Nullable List<ContentChange> changes) {}

  /** About a revision; {@code baseVersion} is its own. */
  private record About(UUID oid, @Nullable Long baseVersion) {}

  public ProductMessages(ProductService service) {
    this.service = service;
  }

  @Override
  public Set<String> types() {
    return Set.of(CREATE, UPDATE, SWITCH, DELETE, RESTORE, ADJUST, RECOUNT, OPEN, SUBMIT, WITHDRAW);
  }

  @Override
  public Step<ObjectNode> handle(PgStores tx, Actor.Maker sender, String type, byte[] data) {
    return Step.of(command(type, data))
        .then(command ->
            command instanceof ProductCommand.Retire retire
                ? retired(tx, sender, retire)
                : service.perform(tx, sender, command).map(ProductViews::reply));
  }

  /** What is not there is as good as deleted. */
  private Step<ObjectNode> retired(PgStores tx, Actor.Maker sender, ProductCommand.Retire command) {
    var unknown = DomainJson.object().put("oid", command.product().toString());
    return service
        .perform(tx, sender, command)
        .orAbsent()
        .map(found -> found.map(ProductViews::reply).orElse(unknown));
  }

  private static Outcome<ProductCommand> command(String type, byte[] data) {
    return switch (type) {
      case CREATE -> DomainJson.read(data, ProductCommand.Create.class).map(create -> create);
      case UPDATE -> DomainJson.read(data, Update.class).then(ProductMessages::edit);
      case SWITCH ->
          DomainJson.read(data, Switch.class)
              .then(body -> present(body, "/oid", body.oid(), "/available", body.available()))
              .map(body -> new ProductCommand.Switch(body.oid(), null, body.available()));
      case DELETE ->
          DomainJson.read(data, Delete.class)
              .then(body -> present(body, "/oid", body.oid()))
              .map(body -> new ProductCommand.Retire(body.oid(), null));
      case RESTORE ->
          DomainJson.read(data, Delete.class)
              .then(body -> present(body, "/oid", body.oid()))
              .map(body -> new ProductCommand.Restore(body.oid(), null));
      case ADJUST ->
          DomainJson.read(data, Adjust.class)
              .then(body -> present(body, "/oid", body.oid(), "/delta", body.delta()))
              .map(body -> new ProductCommand.AdjustStock(body.oid(), body.delta(), body.reason()));
      case RECOUNT -> DomainJson.read(data, Recount.class).then(ProductMessages::recount);
      case OPEN -> DomainJson.read(data, Open.class).then(ProductMessages::open);
      case SUBMIT ->
          about(data).map(body -> new ProductCommand.Submit(body.oid(), body.baseVersion()));
      default ->
          about(data).map(body -> new ProductCommand.Withdraw(body.oid(), body.baseVersion()));
    };
  }

  /** Each field tells whether its author saw what is there; the product's version need not fit. */
  private static Outcome<ProductCommand> edit(Update update) {
    return present(update, "/oid", update.oid(), "/changes", update.changes())
        .map(body ->
            new ProductCommand.Edit(
                body.oid(),
                null,
                body.baseVersion(),
                content -> ContentChange.apply(content, body.changes())));
  }

  private static Outcome<ProductCommand> open(Open open) {
    List<ContentChange> changes = open.changes() == null ? List.of() : open.changes();
    return present(open, "/oid", open.oid())
        .map(body ->
            new ProductCommand.Open(
                body.oid(), null, content -> ContentChange.apply(content, changes)));
  }

  private static Outcome<ProductCommand> recount(Recount body) {
    return present(body, "/oid", body.oid(), "/stockVersion", body.stockVersion())
        .map(read ->
            new ProductCommand.RecountStock(
                read.oid(),
                read.stockVersion(),
                StockOffer.counted(read.counted(), read.leadTimeDays())));
  }

  private static Outcome<About> about(byte[] data) {
    return DomainJson.read(data, About.class).then(body -> present(body, "/oid", body.oid()));
  }

  /** The body, if all these members are there. */
  private static <T> Outcome<T> present(T body, @Nullable Object... pointersAndValues) {
    var rules = new Rules();
    for (int i = 0; i < pointersAndValues.length; i += 2) {
      rules.present(String.valueOf(pointersAndValues[i]), pointersAndValues[i + 1]);
    }
    return rules.broken() ? rules.refused() : Outcome.done(body);
  }
}
