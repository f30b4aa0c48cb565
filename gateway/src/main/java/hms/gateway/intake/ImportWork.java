package hms.gateway.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.domain.Refusal;
import hms.domain.Sha256;
import hms.domain.Violation;
import hms.domain.audit.Cause;
import hms.gateway.command.Once;
import hms.gateway.command.Request;
import hms.gateway.file.Format;
import hms.gateway.file.RowReader;
import hms.gateway.file.RowReader.FileRow;
import hms.gateway.http.Problems;
import hms.gateway.intake.Importable.Effect;
import hms.gateway.intake.Importable.Kind;
import hms.gateway.operation.LongWork;
import hms.gateway.operation.Shift;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgImportStore.Import;
import hms.storage.pg.PgImportStore.ImportRow;
import hms.storage.pg.PgImportStore.RowOutcome;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Goes through a file as its maker would by hand: to check it, each row is done and undone; to put
 * it in, each is done once, under a key of its own, so that a node that takes the work over puts
 * nothing in twice.
 */
public final class ImportWork implements LongWork {
  private static final Violation DOUBLED =
      new Violation("/oid", "repeated", "a row before this one is about the same object");

  private final boolean commits;
  private final PgStores stores;
  private final Importables all;

  private ImportWork(boolean commits, PgStores stores, Importables all) {
    this.commits = commits;
    this.stores = stores;
    this.all = all;
  }

  /** To check, which leaves nothing behind, and to put in. */
  public static List<LongWork> both(PgStores stores, Importables all) {
    return List.of(new ImportWork(false, stores, all), new ImportWork(true, stores, all));
  }

  @Override
  public String kind() {
    return commits ? ImportService.COMMIT : ImportService.CHECK;
  }

  @Override
  public Step<Optional<ObjectNode>> run(Shift shift) {
    var of = shift.parameters(ImportService.Which.class).of();
    return stores
        .imports()
        .find(of)
        .decide(ImportWork::kept)
        .then(found -> Step.of(all.of(found.resource())).then(rows -> walk(shift, found, rows)));
  }

  private Step<Optional<ObjectNode>> walk(Shift shift, Import found, Importable rows) {
    var reader = new RowReader(Format.of(found.format()).orElseThrow(), all.columns(rows));
    // Who checks begins anew: what is there may have changed since.
    long before = commits ? shift.progress().done() : 0;
    Function<FileRow, Future<ImportRow>> work =
        commits ? row -> put(shift, found, rows, row) : row -> tried(shift, rows, row);
    return new RowWalk(stores, found, reader, shift, work, before)
        .run()
        .then(count ->
            shift.mayGoOn()
                ? Step.from(ended(found, count)).map(Optional::of)
                : Step.done(Optional.empty()));
  }

  private Future<ObjectNode> ended(Import found, long rows) {
    var doubles =
        commits
            ? Future.<Void>succeededFuture()
            : stores.imports().refuseDoubled(found.oid(), DOUBLED);
    return doubles
        .compose(told -> stores.imports().counts(found.oid()))
        .map(counts -> {
          var result = DomainJson.object().put("import", found.oid().toString()).put("rows", rows);
          return result.set("counts", DomainJson.tree(counts));
        });
  }

  private Future<ImportRow> tried(Shift shift, Importable rows, FileRow row) {
    return switch (row.content()) {
      case Refused<ObjectNode>(var why) ->
          Future.succeededFuture(bad(row, RowOutcome.INVALID, why));
      case Done<ObjectNode>(var content) ->
          stores
              .rehearse(shift.actor(), Cause.UNKNOWN, tx -> rows.put(tx, shift.actor(), content))
              .map(outcome -> result(row, outcome));
    };
  }

  private Future<ImportRow> put(Shift shift, Import found, Importable rows, FileRow row) {
    var content = row.content().orThrow(); // it was read when it was checked
    String key = "import-%s-%d".formatted(found.oid(), row.n());
    var repeat = new Request.Repeat(key, Sha256.of(DomainJson.bytes(content)));
    var cause = Cause.UNKNOWN.because("import " + found.oid());
    var once =
        new Once<ObjectNode, Effect>(
            stores, Effect.class, (tx, actor, said) -> rows.put(tx, actor, said));
    return once.perform(new Request<>(shift.actor(), content, repeat, cause))
        .map(answer -> result(row, answer.outcome()));
  }

  private ImportRow result(FileRow row, Outcome<Effect> outcome) {
    return switch (outcome) {
      case Done<Effect>(Effect(var kind, var object)) ->
          new ImportRow(row.n(), word(kind), object, List.of());
      case Refused<Effect>(var why) ->
          bad(row, commits ? RowOutcome.REFUSED : RowOutcome.INVALID, why);
    };
  }

  private RowOutcome word(Kind kind) {
    return switch (kind) {
      case CREATED -> commits ? RowOutcome.CREATED : RowOutcome.CREATE;
      case CHANGED -> commits ? RowOutcome.CHANGED : RowOutcome.CHANGE;
      case UNCHANGED -> commits ? RowOutcome.UNCHANGED : RowOutcome.SAME;
    };
  }

  private static ImportRow bad(FileRow row, RowOutcome outcome, Refusal why) {
    return new ImportRow(row.n(), outcome, null, violations(why));
  }

  /** In the words of the problem that the command alone would have been answered with. */
  private static List<Violation> violations(Refusal why) {
    var problem = Problems.of(why).body();
    String code = problem.path("code").asText();
    String detail = problem.path("detail").asText();
    return switch (why) {
      case Refusal.Invalid(var found) -> found;
      case Refusal.Denied(var rule, var fields) when !fields.isEmpty() ->
          fields.stream().map(field -> new Violation(field, code, rule)).toList();
      case Refusal.Stale stale -> List.of(new Violation("/version", code, detail));
      case Refusal.Duplicate(var field, var told) ->
          List.of(new Violation("/" + field, code, told));
      default -> List.of(new Violation("", code, detail));
    };
  }

  private static Outcome<Import> kept(Import found) {
    return found.file() == null
        ? Outcome.refused(new Refusal.NotFound("file"))
        : Outcome.done(found);
  }
}
