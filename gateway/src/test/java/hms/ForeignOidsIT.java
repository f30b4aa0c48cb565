package hms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.gateway.Operations;
import hms.gateway.Subjects;
import hms.storage.DomainJson;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ids of others, wherever a caller can say one: answered like ids that nothing has. */
class ForeignOidsIT {
  private static final ContractWitness WITNESS = ContractWitness.get();

  private static Subjects subjects;
  private static Subjects own;
  private static TestMaker stranger;
  private static String otherShop;

  /** The caller gives this id to something new: one that is taken is refused, whosever it is. */
  private static final Set<String> MINTED = Set.of("createProduct /oid");

  /** Of each call the same object, made when it is first asked for. */
  private static final Map<String, String> OWN_PATHS = new HashMap<>();

  /** An object of each kind, by the word of its paths. */
  private static final Map<String, String> FOREIGN = new LinkedHashMap<>();

  @BeforeAll
  static void exist() {
    subjects = new Subjects();
    own = new Subjects();
    stranger = TestMaker.enrolled();
    otherShop = TestOffice.get().newStorefront();
    for (String kind :
        List.of(
            "artisans",
            "channels",
            "webhooks",
            "revisions",
            "work-orders",
            "orders",
            "shipments",
            "fact-reports",
            "keys",
            "products")) {
      FOREIGN.put(kind, oid(kind));
    }
    FOREIGN.put("images", subjects.maker().image().path("image").asText());
    var bought = bought();
    FOREIGN.put("customers", customer(bought));
    FOREIGN.put("cancel-requests", cancelRequest(bought));
  }

  @Test
  void in_a_path_they_are_like_none() {
    var wrong = new ArrayList<String>();
    int tried = 0;
    for (var call : WITNESS.calls()) {
      String kind = call.template().replaceAll("/api/v1/([a-z-]+)/.*", "$1");
      if (!call.template().contains("{oid}") || !FOREIGN.containsKey(kind) || isPublic(call)) {
        continue;
      }
      for (var role : List.of(Roles.A, Roles.C)) {
        if (!role.may(needed(call))) continue;
        compare(wrong, call, role, call.template(), FOREIGN.get(kind), "{oid}", body(call));
        tried++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(tried).as("calls").isGreaterThan(30);
  }

  @Test
  void in_a_filter_they_find_nothing() {
    var wrong = new ArrayList<String>();
    int tried = 0;
    for (var call : WITNESS.calls()) {
      for (JsonNode each : call.operation().path("parameters")) {
        JsonNode parameter = WITNESS.resolved(each);
        boolean id =
            WITNESS.resolved(parameter.path("schema")).path("format").asText().equals("uuid");
        if (!id || !parameter.path("in").asText().equals("query") || isPublic(call)) continue;
        for (var role : List.of(Roles.A, Roles.C)) {
          if (!role.may(needed(call))) continue;
          for (String foreign : FOREIGN.values()) {
            String path = call.template() + "?" + parameter.path("name").asText() + "={oid}";
            compare(wrong, call, role, path, foreign, "{oid}", null);
            tried++;
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(tried).as("filters and ids").isGreaterThan(50);
  }

  /** Each member that the contract says is an id, of a body that is sent about one's own object. */
  @Test
  void in_a_body_they_are_like_none() {
    var wrong = new ArrayList<String>();
    var members = new TreeSet<String>();
    for (var call : WITNESS.calls()) {
      if (call.jsonBody().isMissingNode() || isPublic(call)) continue;
      for (String pointer : ids(call.jsonBody(), "", 0)) {
        if (MINTED.contains(call + " " + pointer)) continue;
        for (var role : List.of(Roles.A, Roles.C)) {
          if (!role.may(needed(call))) continue;
          members.add(call + " " + pointer);
          for (var foreign : FOREIGN.values()) {
            compare(wrong, call, role, ownPath(call), foreign, "", with(call, pointer));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(members)
        .contains("createWebhook /channel", "shipWork /shipment", "cancelOrder /lines/0/line")
        .hasSizeGreaterThanOrEqualTo(12);
  }

  /** Both answers, with the id that was asked for made the same. */
  private static void compare(
      List<String> wrong,
      ContractWitness.Call call,
      Roles role,
      String path,
      String foreign,
      String place,
      ObjectNode body) {
    String none = UUID.randomUUID().toString();
    String known = told(send(call, role, path, foreign, place, body), foreign);
    String unknown = told(send(call, role, path, none, place, body), none);
    if (!known.equals(unknown)) {
      wrong.add("%s by %s: %s but of none: %s".formatted(call, role, known, unknown));
    }
  }

  private static Answer send(
      ContractWitness.Call call,
      Roles role,
      String path,
      String oid,
      String place,
      ObjectNode body) {
    boolean changes = !call.method().equals("GET") && dryRun(call);
    String asked = place.isEmpty() ? path : path.replace(place, oid);
    var ask =
        new Ask(call.method(), asked + (changes ? "?dryRun=true" : ""))
            .with("Idempotency-Key", UUID.randomUUID().toString())
            .seen(1);
    if (body != null) ask.body(body.toString().replace(PLACE, oid));
    boolean about = body != null && place.isEmpty();
    if (role == Roles.A) return (about ? own.maker() : stranger).ask(ask);
    return ask.by(about ? own.shop() : otherShop).send();
  }

  private static final String PLACE = "@@here@@";

  private static String told(Answer answer, String oid) {
    String text = answer.bytes().length == 0 ? "" : plain(answer);
    return answer.status() + " " + text.replace(oid, "ID");
  }

  private static String plain(Answer answer) {
    var json = answer.json();
    return json instanceof ObjectNode object ? object.without("instance").toString() : "" + json;
  }

  private static ObjectNode body(ContractWitness.Call call) {
    return call.jsonBody().isMissingNode() ? null : WITNESS.example(call).deepCopy();
  }

  /** The example with the place of an id at the pointer, whether it had one there or not. */
  private static ObjectNode with(ContractWitness.Call call, String pointer) {
    ObjectNode body = WITNESS.example(call).deepCopy();
    ContainerNode<?> at = body;
    var names = pointer.substring(1).split("/");
    for (int n = 0; n < names.length - 1; n++) at = inside(at, names[n], names[n + 1]);
    String last = names[names.length - 1];
    if (at instanceof ArrayNode array) array.removeAll().add(PLACE);
    else ((ObjectNode) at).put(last, PLACE);
    return body;
  }

  private static ContainerNode<?> inside(ContainerNode<?> at, String name, String next) {
    JsonNode found = at instanceof ArrayNode array ? array.path(0) : at.path(name);
    if (found instanceof ContainerNode<?> there) return there;
    ContainerNode<?> made =
        next.equals("0") ? DomainJson.object().arrayNode() : DomainJson.object();
    if (at instanceof ArrayNode array) array.add(made);
    else ((ObjectNode) at).set(name, made);
    return made;
  }

  /** Where a schema has an id. */
  private static List<String> ids(JsonNode schema, String at, int depth) {
    var found = new ArrayList<String>();
    JsonNode here = WITNESS.resolved(schema);
    if (depth > 6) return found;
    if (here.path("format").asText().equals("uuid")) found.add(at);
    for (var each : here.path("properties").properties()) {
      found.addAll(ids(each.getValue(), at + "/" + each.getKey(), depth + 1));
    }
    if (here.has("items")) found.addAll(ids(here.path("items"), at + "/0", depth + 1));
    for (String many : List.of("allOf", "anyOf", "oneOf")) {
      for (JsonNode each : here.path(many)) found.addAll(ids(each, at, depth + 1));
    }
    return found.stream().distinct().toList();
  }

  /** About an object of the caller's own, so that what the body says is looked at. */
  private static String ownPath(ContractWitness.Call call) {
    var route =
        Operations.all()
            .filter(each -> each.method().name().equals(call.method()))
            .filter(each -> each.path().replaceAll(":(\\w+)", "{$1}").equals(call.template()))
            .findFirst();
    return OWN_PATHS.computeIfAbsent(call.toString(), each -> own.path(route.orElseThrow()));
  }

  private static boolean dryRun(ContractWitness.Call call) {
    return call.operation().path("parameters").toString().contains("parameters/dryRun");
  }

  private static String needed(ContractWitness.Call call) {
    return call.operation().path("x-permission").asText();
  }

  private static boolean isPublic(ContractWitness.Call call) {
    return needed(call).equals("public") || needed(call).startsWith("account.");
  }

  private static String oid(String kind) {
    String path = "/api/v1/" + kind + "/";
    var route = Operations.all().filter(each -> each.path().startsWith(path + ":oid")).findFirst();
    return subjects.path(route.orElseThrow()).substring(path.length()).split("/", 2)[0];
  }

  private static Answer bought() {
    return Ask.post("/orders")
        .by(subjects.shop())
        .body(Bodies.order(subjects.maker().sells(5)))
        .send()
        .good();
  }

  private static String customer(Answer bought) {
    return TestOffice.get()
        .texts("select customer_oid::text from orders where oid = $1", uuid(bought, "/oid"))
        .getFirst();
  }

  private static String cancelRequest(Answer bought) {
    String work = bought.at("/workOrders/0/oid").asText();
    var promise =
        DomainJson.object().put("promisedShipDate", LocalDate.now().plusDays(3).toString());
    subjects.maker().ask(Ask.post("/work-orders/" + work + "/accept").seen(1).body(promise)).good();
    subjects.maker().ask(Ask.post("/work-orders/" + work + "/start").seen(2)).good();
    var cancelled =
        Ask.post("/orders/" + bought.at("/oid").asText() + "/cancel").by(subjects.shop()).send();
    return cancelled.good().at("/cancelRequests/0/oid").asText();
  }

  private static UUID uuid(Answer answer, String pointer) {
    return UUID.fromString(answer.at(pointer).asText());
  }
}
