package hms.gateway.http;

import hms.domain.Outcome;
import hms.domain.Versioned;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import hms.storage.query.Found;
import hms.storage.query.Operator;
import hms.storage.query.Query;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What people call an object by may stand in a path where its id does: {@code /orders/2026-00871}.
 * Whether the caller may know of it, its handler tells, as of an id.
 */
enum References {
  ORDERS("/orders/", "\\d{4}-\\d{5,12}", "number", text -> text, (s, q) -> s.orders().get(q)),
  WORK_ORDERS(
      "/work-orders/",
      "\\d{4}-\\d{5,12}-\\d{1,4}",
      "reference",
      text -> text,
      (s, q) -> s.workOrders().get(q)),
  REVISIONS(
      "/revisions/",
      "R-\\d{1,15}",
      "number",
      text -> Long.valueOf(text.substring(2)),
      (s, q) -> s.revisions().get(q));

  /** As long as an id: what is shorter or longer is none. */
  private static final int ID_LENGTH = 36;

  private static final UUID NOBODY = new UUID(0, 0);

  private final String path;
  private final Pattern form;
  private final String field;
  private final Function<String, Object> value;
  private final BiFunction<PgStores, Query, Step<? extends Found<? extends Versioned>>> list;

  References(
      String path,
      String form,
      String field,
      Function<String, Object> value,
      BiFunction<PgStores, Query, Step<? extends Found<? extends Versioned>>> list) {
    this.path = Api.ROOT + path + ":oid";
    this.form = Pattern.compile(form);
    this.field = field;
    this.value = value;
    this.list = list;
  }

  /** The kind of reference that a call has where an id might stand; empty if it has none. */
  static Optional<References> in(Call call, Route route) {
    String text = call.pathParameter("oid");
    if (text == null || text.length() == ID_LENGTH) return Optional.empty();
    return Arrays.stream(values())
        .filter(each -> route.path().startsWith(each.path) && each.form.matcher(text).matches())
        .findFirst();
  }

  /** From here on the call names the object by its id; by one that nobody has if there is none. */
  Future<Void> resolve(Call call, PgStores stores) {
    Object said = value.apply(Objects.requireNonNull(call.pathParameter("oid")));
    return list.apply(stores, Query.ALL.where(field, Operator.EQ, said).limitedTo(1))
        .future()
        .map(References::oid)
        .map(oid -> {
          call.name(oid);
          return null;
        });
  }

  private static UUID oid(Outcome<? extends Found<? extends Versioned>> found) {
    var rows = found.orThrow().rows();
    return rows.isEmpty() ? NOBODY : rows.getFirst().oid();
  }
}
