package hms.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Bodies;
import hms.gateway.http.Route;
import hms.storage.DomainJson;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A good body for every operation that takes JSON. */
public final class Samples {
  private static final String PASSWORD = "a garden with two old walnut trees";

  private Samples() {}

  public static ObjectNode body(Route route) {
    String path = route.path();
    if (path.matches(".*/(sign-ups|artisans)")) return Bodies.signUp();
    if (path.endsWith("/artisans/:oid")) return DomainJson.object().put("companyName", "Oak Ltd");
    if (path.endsWith("/keys")) return nextKey();
    if (path.endsWith("/challenge")) return DomainJson.object();
    if (path.endsWith("/available")) return DomainJson.object().put("available", true);
    if (path.endsWith("/stock")) return DomainJson.object().put("counted", 3);
    if (path.endsWith("/images/:oid")) return DomainJson.object().put("altText", "A bowl");
    if (path.endsWith("/revisions/:oid")) return DomainJson.object().put("summary", "Oak.");
    if (path.endsWith("/adjust")) return DomainJson.object().put("delta", 1);
    if (path.endsWith("/assign")) return DomainJson.object().put("reviewer", "mia@example.org");
    if (path.matches(".*/(alter|revisions)")) return DomainJson.object().put("summary", "Oak.");
    if (path.matches(".*/(decline|suspend|close|revoke|unlist|block)")) return because();
    if (path.matches(".*/channels(/:oid)?")) return storefront();
    if (path.endsWith("/enrolment")) return enrolment();
    if (path.matches(".*/review-rules(/:oid)?")) return rule();
    if (path.endsWith("/keys/revoke")) return because().put("key", Bodies.newId().toString());
    if (path.endsWith("/messages/ack")) return DomainJson.object().put("through", 0);
    if (path.endsWith("/prove")) return DomainJson.object().put("signature", "A".repeat(43));
    if (path.endsWith("/products")) return product();
    if (path.endsWith("/products/:oid")) return patch();
    if (path.endsWith("/approve")) return DomainJson.object().put("list", true);
    if (path.endsWith("/request-changes")) return wishes();
    if (path.contains("orders/:oid/") || path.contains("/shipments/")) return trade(path);
    if (path.contains("-requests/") || path.contains("-reports/")) return trade(path);
    if (path.endsWith("/reject")) return DomainJson.object().put("reason", "price");
    if (path.endsWith("/link")) return DomainJson.object().put("link", "amqp");
    if (path.endsWith("/comments")) return said();
    if (path.contains("/webhooks")) return webhook(path);
    if (path.contains("/views")) return savedView(path);
    if (path.endsWith("/settings")) return DomainJson.object().put("answerBySeconds", 259_200);
    if (path.endsWith("/claim-next")) return DomainJson.object().putNull("artisan");
    if (path.endsWith("/batches")) return batch();
    if (path.endsWith("/orders")) return Bodies.order(UUID.randomUUID(), UUID.randomUUID());
    if (path.endsWith("/jobs")) return job();
    if (path.matches(".*/schedules(/:oid)?")) return schedule(path);
    if (path.endsWith("/exports")) return DomainJson.object().put("resource", "products");
    if (path.endsWith("/jobs/:oid/verify")) return DomainJson.object().put("sample", 2);
    if (path.endsWith("/audit/verify")) return DomainJson.object().put("from", "2026-11-01");
    if (path.matches(".*/(sessions?|users|tokens)(/.*)?")) return people(path);
    if (route.body() == Route.Body.EMPTY) return DomainJson.object();
    throw new IllegalArgumentException("no sample for " + path);
  }

  /** A type that the operation takes. */
  public static String mediaType(Route route) {
    return switch (route.body()) {
      case IMAGE -> "image/png";
      case FORM -> "multipart/form-data; boundary=" + Forms.BOUNDARY;
      case ROWS, LINES -> "application/x-ndjson";
      case JSON, EMPTY -> "application/json";
      case null -> "application/json";
    };
  }

  /** One that approves nothing, should somebody enable it. */
  private static ObjectNode rule() {
    var body = DomainJson.object().put("name", "Measures").put("samplePercent", 5);
    body.putObject("condition").put("approvedBefore", 10_000).putArray("onlyFields").add("length");
    return body;
  }

  /** One part, about a product that nobody has. */
  private static ObjectNode batch() {
    var batch = DomainJson.object();
    var part = batch.putArray("operations").addObject();
    part.put("opId", "one").put("operationId", "adjustStock");
    part.putObject("path").put("oid", Bodies.newId().toString());
    part.putObject("body").put("delta", 1);
    return batch;
  }

  /** Commands about orders, work orders, parcels, cancel requests and facts. */
  private static ObjectNode trade(String path) {
    var body = DomainJson.object();
    return switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "accept" -> body.put("promisedShipDate", LocalDate.now().plusDays(3).toString());
      case "reject" -> body.put("reason", "no_stock");
      case "refuse" -> body.put("reason", "personalised");
      case "ship" -> parcel(body);
      case "agree" -> lines(body);
      case "return" -> lines(body).put("refunded", true).put("resellable", true);
      case "reroute" ->
          body.put("line", Bodies.newId().toString())
              .put("units", 1)
              .put("product", Bodies.newId().toString());
      case "tracking" ->
          body.put("trackingStatus", "in_transit").put("at", Instant.now().toString());
      case "correct-address" -> {
        body.set("shipTo", Bodies.address());
        yield body.put("shipToName", "Lena Brandt");
      }
      case "clear-attention" -> body.put("code", "late").put("note", "Called them.");
      case "confirm", "dismiss" -> body.put("text", "Asked the carrier.");
      case "hold", "reopen", "close-short", "void" -> body.put("reason", "The kiln broke.");
      case "cancel" -> lines(body).put("reason", "Changed their mind.");
      default -> body;
    };
  }

  /** Signing in, and what one proves oneself by. */
  private static ObjectNode people(String path) {
    var body = DomainJson.object();
    return switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "sessions" ->
          body.put("email", UUID.randomUUID() + "@office.example").put("password", PASSWORD);
      case "step-up" -> body.put("password", PASSWORD);
      case "password" -> body.put("newPassword", PASSWORD);
      case "confirm" -> body.put("totp", "123456");
      case "users" -> somebody(body);
      case ":oid" -> body.put("name", "Mia Moreno");
      case "tokens" -> scoped(body);
      default -> body;
    };
  }

  private static ObjectNode somebody(ObjectNode body) {
    body.putArray("roles").add("reviewer");
    return body.put("email", UUID.randomUUID() + "@office.example").put("name", "Mia");
  }

  private static ObjectNode scoped(ObjectNode body) {
    body.putArray("scopes").add("orders.read");
    return body.put("name", "report").put("expires", Instant.now().plusSeconds(3600).toString());
  }

  private static ObjectNode said() {
    return DomainJson.object().put("pointer", "/summary").put("text", "It is walnut.");
  }

  private static ObjectNode savedView(String path) {
    var body = DomainJson.object().put("name", "Late " + UUID.randomUUID());
    if (path.endsWith("/views")) body.put("page", "orders");
    return body.put("query", "status=on_hold&sort=-created").put("shared", false);
  }

  private static ObjectNode webhook(String path) {
    var body = DomainJson.object();
    if (path.endsWith("/redeliver")) return body.put("from", 1);
    if (path.endsWith("/rotate")) return body.put("keepSeconds", 60);
    if (path.endsWith("/test")) return body;
    return body.put("url", "https://shop.example/hooks/" + UUID.randomUUID());
  }

  private static ObjectNode storefront() {
    return DomainJson.object().put("name", "shop-" + UUID.randomUUID());
  }

  private static ObjectNode parcel(ObjectNode body) {
    return lines(body)
        .put("shipment", Bodies.newId().toString())
        .put("carrier", "Correos")
        .put("tracking", "GT 1")
        .put("shippedAt", Instant.now().toString());
  }

  private static ObjectNode lines(ObjectNode body) {
    body.putArray("lines").addObject().put("line", Bodies.newId().toString()).put("units", 1);
    return body;
  }

  private static ObjectNode because() {
    return DomainJson.object().put("reason", "as agreed by telephone");
  }

  private static ObjectNode nextKey() {
    return DomainJson.object().put("algorithm", "hmac_sha256").put("agreeKey", "A".repeat(43));
  }

  private static ObjectNode enrolment() {
    return nextKey().put("code", "abcd-".repeat(7) + "abcd");
  }

  private static ObjectNode product() {
    return Bodies.product(3, Bodies.image(UUID.randomUUID(), new byte[] {1}));
  }

  private static ObjectNode patch() {
    ObjectNode content = (ObjectNode) product().get("content");
    return content.put("summary", "Another bowl.");
  }

  private static ObjectNode wishes() {
    var body = DomainJson.object();
    body.putArray("comments").addObject().put("pointer", "/summary").put("text", "Longer, please.");
    return body;
  }

  /** One that makes a job on leap days. */
  private static ObjectNode schedule(String path) {
    var body = DomainJson.object().put("name", "leap " + UUID.randomUUID());
    if (!path.endsWith("/schedules")) return body;
    body.put("cron", "0 0 29 2 *");
    body.putObject("job").put("type", "noop").putObject("parameters").put("units", 1);
    return body;
  }

  private static ObjectNode job() {
    var body = DomainJson.object().put("type", "factors");
    body.putObject("parameters").put("from", 1).put("to", 0);
    return body;
  }
}
