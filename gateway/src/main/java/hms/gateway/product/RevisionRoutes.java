package hms.gateway.product;

import com.fasterxml.jackson.databind.JsonNode;
import hms.cluster.Bus;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.product.ProductRevision.Command;
import hms.domain.product.ProductRevision.Rejection;
import hms.gateway.command.Answer;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.Listings;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The HTTP face of revisions and of the review queue. */
public final class RevisionRoutes implements Routes {
  private final Bus bus;

  private record Approval(@Nullable Boolean list) {}

  private record WishList(List<ProductCommand.Wish> comments) {}

  private record No(Rejection reason, @Nullable String text) {}

  private record Reviewer(String reviewer) {}

  public RevisionRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.list("/revisions", Permission.REVISIONS_READ, Listings.REVISIONS, this::list)
            .expandable(),
        Route.post("/products/:oid/revisions", Permission.PRODUCTS_EDIT, this::open),
        Route.get("/revisions/:oid", Permission.REVISIONS_READ, this::find).shaped().expandable(),
        Route.patch("/revisions/:oid", Permission.PRODUCTS_EDIT, this::amend),
        Route.command("/revisions/:oid/submit", Permission.PRODUCTS_EDIT, this::submit),
        Route.command("/revisions/:oid/withdraw", Permission.PRODUCTS_EDIT, this::withdraw),
        Route.post("/revisions/claim-next", Permission.REVISIONS_REVIEW, this::claimNext),
        Route.command("/revisions/:oid/claim", Permission.REVISIONS_REVIEW, step(Command.CLAIM)),
        Route.command(
            "/revisions/:oid/release", Permission.REVISIONS_REVIEW, step(Command.RELEASE)),
        Route.post("/revisions/:oid/assign", Permission.REVISIONS_REVIEW, this::assign),
        Route.post("/revisions/:oid/approve", Permission.REVISIONS_REVIEW, this::approve),
        Route.post("/revisions/:oid/request-changes", Permission.REVISIONS_REVIEW, this::wish),
        Route.post("/revisions/:oid/comments", Permission.REVISIONS_READ, this::comment),
        Route.post("/revisions/:oid/reject", Permission.REVISIONS_REVIEW, this::reject));
  }

  /** A reviewer without state and order sees what waits; an artisan sees its own. */
  private Future<Void> list(Exchange exchange) {
    var asked = exchange.asked();
    var query = asked.query(Listings.REVISIONS);
    var revisions = exchange.stores().revisions();
    boolean waiting =
        exchange.actor().may(Permission.REVISIONS_REVIEW)
            && !asked.anyOf("state", "sort", "created", "submitted");
    var found =
        waiting
            ? revisions.queue(query.sortedBy("submitted"))
            : revisions.get(query.whereEqual("artisan", OwnRows.of(exchange.actor())));
    return exchange.page(found, ProductViews::revision);
  }

  /** RFC 7396 from the content as it stands; without a body, nothing differs yet. */
  private Future<Void> open(Exchange exchange) {
    JsonNode patch = exchange.orRefuse(exchange.optionalBody());
    return decide(
        exchange,
        new ProductCommand.Open(
            exchange.oid(), exchange.ifMatch(), content -> ContentPatch.of(content, patch)),
        201);
  }

  private Future<Void> find(Exchange exchange) {
    return exchange
        .stores()
        .revisions()
        .find(exchange.oid())
        .decide(found -> OwnRows.visible(exchange.actor(), found.artisan(), found, "revision"))
        .future()
        .map(exchange::orRefuse)
        .compose(found ->
            exchange.object(
                found,
                ProductViews.revision(found),
                RevisionActions.of(exchange.stores(), found, exchange.actor(), exchange.now())));
  }

  /** RFC 7396, of what is proposed. */
  private Future<Void> amend(Exchange exchange) {
    JsonNode patch = exchange.orRefuse(exchange.tree());
    var command =
        new ProductCommand.Amend(
            exchange.oid(), exchange.ifMatch(), content -> ContentPatch.of(content, patch));
    return ProductService.SERVICE
        .ask(bus, exchange.unkeyed(command))
        .compose(answer -> answered(exchange, answer, 200));
  }

  private Future<Void> submit(Exchange exchange) {
    return decide(exchange, new ProductCommand.Submit(exchange.oid(), exchange.ifMatch()));
  }

  private Future<Void> withdraw(Exchange exchange) {
    return decide(exchange, new ProductCommand.Withdraw(exchange.oid(), exchange.ifMatch()));
  }

  private Function<Exchange, Future<Void>> step(Command step) {
    return exchange ->
        decide(exchange, new ProductCommand.Review(exchange.oid(), exchange.ifMatch(), step));
  }

  /** 204 if nothing waits. */
  private Future<Void> claimNext(Exchange exchange) {
    var next = exchange.orRefuse(exchange.optionalBody(ProductCommand.ClaimNext.class));
    return ProductService.SERVICE
        .ask(bus, exchange.request(next))
        .compose(answer ->
            answer.outcome() instanceof Outcome.Refused<ProductResult>(Refusal.NotFound none)
                ? exchange.nothing(answer)
                : answered(exchange, answer, 200));
  }

  private Future<Void> assign(Exchange exchange) {
    var to = exchange.orRefuse(exchange.body(Reviewer.class).then(RevisionRoutes::checked));
    return decide(
        exchange, new ProductCommand.Assign(exchange.oid(), exchange.ifMatch(), to.reviewer()));
  }

  private static Outcome<Reviewer> checked(Reviewer to) {
    var rules = new Rules();
    String email = rules.email("/reviewer", to.reviewer());
    return rules.broken() || email == null ? rules.refused() : Outcome.done(new Reviewer(email));
  }

  private Future<Void> approve(Exchange exchange) {
    var approval = exchange.orRefuse(exchange.optionalBody(Approval.class));
    return decide(
        exchange,
        new ProductCommand.Approve(
            exchange.oid(), exchange.ifMatch(), Boolean.TRUE.equals(approval.list())));
  }

  private Future<Void> wish(Exchange exchange) {
    var wishes = exchange.orRefuse(exchange.body(WishList.class));
    return decide(
        exchange,
        new ProductCommand.RequestChanges(exchange.oid(), exchange.ifMatch(), wishes.comments()));
  }

  private Future<Void> comment(Exchange exchange) {
    if (exchange.actor() instanceof Actor.Office) exchange.require(Permission.REVISIONS_REVIEW);
    var said = exchange.orRefuse(exchange.body(ProductCommand.Wish.class));
    return decide(exchange, new ProductCommand.Comment(exchange.oid(), said), 201);
  }

  private Future<Void> reject(Exchange exchange) {
    var no = exchange.orRefuse(exchange.body(No.class));
    return decide(
        exchange,
        new ProductCommand.Reject(exchange.oid(), exchange.ifMatch(), no.reason(), no.text()));
  }

  private Future<Void> decide(Exchange exchange, ProductCommand command) {
    return decide(exchange, command, 200);
  }

  private Future<Void> decide(Exchange exchange, ProductCommand command, int status) {
    return ProductService.SERVICE
        .ask(bus, exchange.request(command))
        .compose(answer -> answered(exchange, answer, status));
  }

  private static Future<Void> answered(
      Exchange exchange, Answer<ProductResult> answer, int status) {
    return exchange.answer(
        answer,
        status,
        result -> {
          if (result.revision() != null) exchange.tag(result.revision());
          return ProductViews.result(result);
        });
  }
}
