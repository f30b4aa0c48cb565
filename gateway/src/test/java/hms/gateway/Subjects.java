package hms.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.gateway.http.Route;
import java.util.UUID;

/** Objects that exist, so that requests about them come far. */
public final class Subjects {
  private final TestMaker maker = TestMaker.enrolled();

  /** Its key may be revoked and its contract ended; nothing else depends on it. */
  private final TestMaker keyless = TestMaker.enrolled();

  private final String shop = TestOffice.get().newStorefront();
  private final String channel =
      Ask.get("/channels").by(shop).send().good().at("/items/0/oid").asText();
  private final String webhook =
      Ask.post("/webhooks")
          .by(shop)
          .body("{\"url\":\"https://shop.example/hooks\",\"enabled\":false}")
          .send()
          .good()
          .at("/oid")
          .asText();
  private final String schedule =
      Ask.post("/schedules")
          .by(Role.OPERATOR)
          .body(Samples.body(made("/schedules")))
          .send()
          .good()
          .at("/oid")
          .asText();
  private final UUID forSale = maker.sells(1_000_000);
  private final hms.Answer draft = maker.offers(Bodies.product(3, maker.image()));
  private final hms.Answer order =
      Ask.post("/orders").by(shop).body(Bodies.order(forSale)).send().good();

  public TestMaker maker() {
    return maker;
  }

  public String shop() {
    return shop;
  }

  /** The path of an operation, about an object that exists. */
  public String path(Route route) {
    return Operations.path(route, oid(route.path()));
  }

  /** A good body for the operation. */
  public ObjectNode body(Route route) {
    if (route.path().endsWith("/orders")) return Bodies.order(forSale);
    if (route.path().endsWith("/products")) return Bodies.product(3, maker.image());
    return Samples.body(route);
  }

  /** What becomes of the word that a parcel of this order has left. */
  private String told(hms.Answer bought, String pointer) {
    var body = Samples.body(shipRoute());
    ((ObjectNode) body.at("/lines/0")).put("line", bought.at("/workOrders/0/lines/0/oid").asText());
    String path = "/work-orders/" + bought.at("/workOrders/0/oid").asText() + "/ship";
    return maker.ask(Ask.post(path).body(body)).good().at(pointer).asText();
  }

  private hms.Answer bought() {
    return Ask.post("/orders").by(shop).body(Bodies.order(forSale)).send().good();
  }

  private hms.Answer cancelled() {
    return Ask.post("/orders/" + bought().at("/oid").asText() + "/cancel").by(shop).send().good();
  }

  private static Route shipRoute() {
    return made("/ship");
  }

  /** The call whose path ends so, and that is sent a body. */
  private static Route made(String end) {
    return Operations.all()
        .filter(route -> route.path().endsWith(end) && route.body() != null)
        .findFirst()
        .orElseThrow();
  }

  private String oid(String path) {
    if (path.matches(".*/artisans/:oid/(suspend|close)")) return keyless.oid().toString();
    if (path.contains("/artisans/")) return maker.oid().toString();
    if (path.contains("/channels/")) return channel;
    if (path.contains("/webhooks/")) return webhook;
    if (path.contains("/schedules/")) return schedule;
    if (path.contains("/revisions/")) return draft.at("/revision/oid").asText();
    if (path.contains("/work-orders/")) return order.at("/workOrders/0/oid").asText();
    if (path.contains("/orders/")) return order.at("/oid").asText();
    if (path.contains("/shipments/")) return told(bought(), "/shipments/0/oid");
    if (path.contains("/fact-reports/")) return told(cancelled(), "/factReport/oid");
    if (path.contains("/keys/")) return keyless.enrolment().key().toString();
    if (path.contains("/images/")) return Bodies.newId().toString();
    return draft.at("/product/oid").asText();
  }
}
