package hms.gateway.order;

import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.order.Order.Attention;
import hms.domain.order.StockChange;
import hms.domain.order.UnitDelta;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.UnitMove;
import hms.domain.order.WorkOrder;
import hms.domain.order.Worked;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import hms.storage.pg.PgTallyStore.Tally;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the books of decisions about work orders: the work orders themselves, then the stock, then
 * the sums of the order, always in this order, so that no two transactions wait for each other in a
 * ring; then clocks and notices. Source: lock order, docs/domain.md.
 */
final class WorkBooks {
  private final WorkOrderNotices notices;
  private final ShopNotices shops;
  private final WorkOrderDeadlines deadlines;

  /** A decision about a work order that is locked. */
  record Entry(WorkOrder found, Worked worked) {}

  WorkBooks(WorkOrderNotices notices, ShopNotices shops, WorkOrderDeadlines deadlines) {
    this.notices = notices;
    this.shops = shops;
    this.deadlines = deadlines;
  }

  /** Locks a work order that the actor may act on; that of another artisan is not there. */
  Step<WorkOrder> lock(PgStores tx, Actor actor, UUID oid, @Nullable Long seen) {
    // Whose it is never changes, so it may be asked before the lock: a foreign version tells
    // nothing.
    return tx.workOrders()
        .find(oid)
        .decide(found -> mine(actor, found))
        .then(found -> tx.workOrders().lock(oid, seen));
  }

  /** Lets {@code decision} decide about a locked work order, and books it. */
  Step<WorkOrder> decide(
      PgStores tx,
      Actor actor,
      OrderCommand.OfWork command,
      String word,
      Function<WorkOrder, Outcome<Worked>> decision,
      Instant now) {
    return lock(tx, actor, command.workOrder(), command.seen())
        .then(found ->
            Step.of(decision.apply(found))
                .then(worked -> book(tx, new Entry(found, worked), word, Set.of(), now)))
        .map(worked -> worked.order());
  }

  /** Books one decision. */
  Step<Worked> book(PgStores tx, Entry entry, String command, Set<Attention> asks, Instant now) {
    return book(tx, entry.worked().order().order(), List.of(entry), command, asks, now)
        .map(order -> entry.worked());
  }

  /**
   * Books decisions about work orders of one order.
   *
   * @param asks what the office should look at, besides what the moves tell
   */
  Step<Tally> book(
      PgStores tx,
      UUID order,
      List<Entry> entries,
      String command,
      Set<Attention> asks,
      Instant now) {
    var moves = entries.stream().flatMap(entry -> entry.worked().moves().stream()).toList();
    return heard(tx, entries.stream().map(Entry::found).toList(), command)
        .then(known ->
            Step.each(entries, each -> tx.workOrders().save(each.found(), each.worked(), command)))
        .then(saved -> tx.stock().move(StockChange.of(moves)))
        .then(kept ->
            tx.tallies().move(order, UnitDelta.of(moves), attention(moves, asks), command, now))
        .then(tally ->
            Step.each(
                    entries,
                    each -> deadlines.followed(tx, each.found(), each.worked().order(), now))
                .then(set -> moves.isEmpty() ? done(tally) : rests(tx, tally, now)))
        .map(tally -> {
          entries.stream()
              .filter(each -> each.found().version() < each.worked().order().version())
              .forEach(each -> notices.changed(tx, each.worked().order(), command));
          shops.booked(tx, order, entries, command);
          return tally;
        });
  }

  /**
   * Refused where nobody would hear what the office makes of it: work that was imported for an
   * artisan who was never taken on.
   */
  Step<List<WorkOrder>> heard(PgStores tx, List<WorkOrder> works, String command) {
    if (!(tx.actor() instanceof Actor.Office)) return Step.done(works);
    var artisans = works.stream().map(WorkOrder::artisan).distinct().toList();
    return Step.from(tx.messages().withoutStream(artisans))
        .decide(deaf ->
            works.stream()
                .filter(work -> deaf.contains(work.artisan()))
                .findFirst()
                .<Outcome<List<WorkOrder>>>map(work -> Outcome.refused(unheard(work, command)))
                .orElseGet(() -> Outcome.done(works)));
  }

  private static Refusal unheard(WorkOrder work, String command) {
    String why = "the artisan of %s is not active yet: activate it first";
    return new Refusal.WrongState(
        Lifecycle.word(work.work()),
        command,
        List.of(),
        "artisan-not-active",
        why.formatted(work.reference()));
  }

  /** Tells the artisan of a change that was booked otherwise. */
  Step<WorkOrder> tell(PgStores tx, WorkOrder changed, String command) {
    notices.changed(tx, changed, command);
    return Step.done(changed);
  }

  private Step<Tally> rests(PgStores tx, Tally tally, Instant now) {
    return deadlines.rests(tx, tally, now).map(set -> tally);
  }

  private static Step<Tally> done(Tally tally) {
    return Step.done(tally);
  }

  private static Set<Attention> attention(List<UnitMove> moves, Set<Attention> asks) {
    var all = EnumSet.noneOf(Attention.class);
    all.addAll(asks);
    boolean undecided =
        moves.stream()
            .anyMatch(move -> move.edge().to().filter(Bucket.UNDECIDED::equals).isPresent());
    if (undecided) all.add(Attention.UNDECIDED);
    return all;
  }

  private static Outcome<WorkOrder> mine(Actor actor, WorkOrder found) {
    boolean may =
        switch (actor) {
          case Actor.Maker(var own) -> found.artisan().equals(own);
          case Actor.Office person -> true;
          case Actor.House part -> true;
          case Actor.Storefront shop -> false;
          case Actor.Anyone nobody -> false;
        };
    return may ? Outcome.done(found) : Outcome.refused(new Refusal.NotFound("work-order"));
  }

  /** On which side of the trade the actor stands. */
  static WorkOrder.Side side(Actor actor) {
    return actor instanceof Actor.Maker ? WorkOrder.Side.ARTISAN : WorkOrder.Side.OFFICE;
  }
}
