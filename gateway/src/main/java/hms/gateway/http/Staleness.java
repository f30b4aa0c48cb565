package hms.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Refusal;
import hms.domain.desk.TradeSettings;
import hms.storage.pg.PgAuditTrail;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells who came too late what was changed meanwhile, when and by whom, out of the audit: by the
 * names that the fields have in answers, and no more than the caller may see. Whoever is not of the
 * office sees of others that it was the office.
 */
final class Staleness {
  private static final Set<String> OF_THE_OFFICE = Set.of("importNotes", "notes");
  private static final String ANYBODY = "office";

  private final PgStores stores;
  private final Actor caller;

  /**
   * @param stores of who may read the audit
   */
  Staleness(PgStores stores, Actor caller) {
    this.stores = stores;
    this.caller = caller;
  }

  /**
   * The problem of a caller who may see the object.
   *
   * @param oid its id; null for the one object of its kind, which needs none in its path
   */
  Future<Problems.Problem> explained(Refusal.Stale stale, @Nullable String oid) {
    var problem = Problems.of(stale);
    var object = oid == null ? TradeSettings.NONE.oid() : UUID.fromString(oid);
    return stores
        .auditTrail()
        .since(stale.kind(), object, stale.expected())
        .map(entries -> entries.isEmpty() ? problem : explained(problem, stale, entries));
  }

  private Problems.Problem explained(
      Problems.Problem problem, Refusal.Stale stale, List<PgAuditTrail.Entry> entries) {
    var fields = new TreeSet<String>();
    for (var entry : entries) fields.addAll(fields(stale.kind(), entry.change()));
    var latest = entries.getFirst();
    return problem
        .with("changedFields", fields)
        .with("changedBy", shown(latest.actor()))
        .with("changedAt", latest.at());
  }

  private String shown(String actor) {
    boolean office = caller instanceof Actor.Office;
    return office || actor.equals(caller.name()) ? actor : ANYBODY;
  }

  private List<String> fields(String kind, JsonNode change) {
    return change.properties().stream()
        .flatMap(each -> answered(kind, each.getKey(), each.getValue()))
        .toList();
  }

  /** By the names of answers: some objects are kept in another shape than they are shown in. */
  private Stream<String> answered(String kind, String field, JsonNode pair) {
    return switch (kind + "." + field) {
      case "revision.review", "artisan.terms" -> parts(field, pair);
      case "revision.proposed", "revision.base" -> Stream.of("changes");
      case "work-order.request" -> Stream.of("requestState");
      case "work-order.work" -> Stream.of("workState");
      default -> hidden(field) ? Stream.empty() : Stream.of(field);
    };
  }

  /** Those parts of a field that differ; a review is not shown as one. */
  private Stream<String> parts(String field, JsonNode pair) {
    var from = pair.path("from");
    var to = pair.path("to");
    var names = new TreeSet<String>();
    Stream.of(from, to)
        .filter(ObjectNode.class::isInstance)
        .forEach(side -> side.fieldNames().forEachRemaining(names::add));
    var differ =
        names.stream()
            .filter(name -> !Objects.equals(from.get(name), to.get(name)))
            .filter(name -> !hidden(name))
            .toList();
    return field.equals("review") || differ.isEmpty() ? differ.stream() : Stream.of(field);
  }

  private boolean hidden(String field) {
    return !(caller instanceof Actor.Office) && OF_THE_OFFICE.contains(field);
  }
}
