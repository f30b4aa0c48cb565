package hms.domain.order;

import static hms.domain.order.WorkOrder.NEGOTIATION;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.UnitLedger.Edge;
import hms.domain.order.WorkOrder.Request;
import hms.domain.order.WorkOrder.RequestCommand;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** "Will you make this?": what the artisan, the office and time answer. Source: docs/domain.md. */
public final class Negotiation {
  private Negotiation() {}

  /**
   * An artisan's answer for one line; both together are all its pending pieces.
   *
   * @param reason why some are rejected
   */
  public record Answer(UUID line, int accepted, int rejected, @Nullable Reason reason) {}

  /**
   * @param lines what is accepted of each line that is pending; empty for all of all
   * @param promised the day on which the last piece leaves
   */
  public record Acceptance(List<Answer> lines, LocalDate promised) {
    public Acceptance {
      lines = List.copyOf(lines);
    }
  }

  /** The days that may be promised, both included. */
  public record Promise(LocalDate first, LocalDate last) {}

  /** The artisan's app has it; telling so again changes nothing. */
  public static Outcome<Worked> receipt(WorkOrder work, Instant now) {
    if (work.request() != Request.SENT) return Outcome.done(new Worked(work, List.of()));
    return NEGOTIATION
        .step(work.request(), RequestCommand.RECEIPT)
        .map(to -> new WorkOrderEdit(work).request(to).done(now));
  }

  /**
   * Promises pieces by a day. Pieces that were cancelled after the artisan saw the offer are taken
   * off its promise.
   */
  public static Outcome<Worked> accept(
      WorkOrder work, Acceptance acceptance, Promise may, Instant now) {
    if (!NEGOTIATION.allows(work.request(), RequestCommand.ACCEPT)) {
      return Outcome.refused(tooLate(work, RequestCommand.ACCEPT));
    }
    var answers = acceptance.lines().isEmpty() ? allOf(work) : acceptance.lines();
    return checked(work, answers, acceptance.promised(), may)
        .map(known -> accepted(work, known, acceptance.promised(), now));
  }

  public static Outcome<Worked> reject(WorkOrder work, Reason reason, Instant now) {
    if (!NEGOTIATION.allows(work.request(), RequestCommand.REJECT)) {
      return Outcome.refused(tooLate(work, RequestCommand.REJECT));
    }
    return ended(work, RequestCommand.REJECT, Lifecycle.word(reason), now);
  }

  /** Nobody answered in time. */
  public static Outcome<Worked> expire(WorkOrder work, Instant now) {
    return ended(work, RequestCommand.EXPIRE, "unanswered", now);
  }

  /** The office offers the undecided pieces to the same artisan once more. */
  public static Outcome<Worked> offerAgain(WorkOrder work, Instant answerBy, Instant now) {
    return undecided(work, RequestCommand.OFFER_AGAIN)
        .map(to ->
            new WorkOrderEdit(work)
                .request(to)
                .offered(answerBy)
                .promised(null)
                .moveAll(Edge.OFFER_AGAIN)
                .done(now));
  }

  /** Nobody will make the undecided pieces: the customer gets the money back. */
  public static Outcome<Worked> giveUp(WorkOrder work, Instant now) {
    return undecided(work, RequestCommand.GIVE_UP)
        .map(to -> new WorkOrderEdit(work).moveAll(Edge.GIVE_UP).done(now));
  }

  /** Is there something undecided that this command may be about? */
  public static Outcome<Request> undecided(WorkOrder work, RequestCommand command) {
    return NEGOTIATION
        .step(work.request(), command)
        .then(to ->
            work.has(Bucket.UNDECIDED)
                ? Outcome.done(to)
                : Outcome.refused(
                    LineUnits.wrong(
                        Lifecycle.word(work.request()),
                        Lifecycle.word(command),
                        "nothing-undecided",
                        "no unit of " + work.reference() + " waits for a decision")));
  }

  private static Outcome<Worked> ended(
      WorkOrder work, RequestCommand command, String reason, Instant now) {
    return NEGOTIATION
        .step(work.request(), command)
        .map(to ->
            new WorkOrderEdit(work).request(to).reason(reason).moveAll(Edge.REJECT).done(now));
  }

  private static List<Answer> allOf(WorkOrder work) {
    return work.lines().stream()
        .map(line -> new Answer(line.oid(), line.units().in(Bucket.PENDING), 0, null))
        .filter(answer -> answer.accepted() > 0)
        .toList();
  }

  /** Every pending line answered once and in whole, at least one piece accepted, a fair day. */
  private static Outcome<Map<UUID, Answer>> checked(
      WorkOrder work, List<Answer> answers, @Nullable LocalDate promised, Promise may) {
    var rules = new Rules();
    rules.present("/promisedShipDate", promised);
    if (promised != null) {
      boolean fair = !promised.isBefore(may.first()) && !promised.isAfter(may.last());
      String days = "expected %s to %s, found %s".formatted(may.first(), may.last(), promised);
      rules.that(fair, "/promisedShipDate", "range", days);
    }
    for (int i = 0; i < answers.size(); i++) check(rules, work, answers.get(i), "/lines/" + i);
    var lines = answers.stream().map(Answer::line).toList();
    rules.that(
        lines.stream().distinct().count() == lines.size(), "/lines", "repeated", "once each");
    for (var line : work.lines()) {
      boolean answered = line.units().in(Bucket.PENDING) == 0 || lines.contains(line.oid());
      rules.that(answered, "/lines", "missing", "line " + line.oid() + " waits for an answer too");
    }
    boolean some = answers.stream().anyMatch(answer -> answer.accepted() > 0);
    rules.that(some, "/lines", "nothing-accepted", "accept at least one unit, or reject the offer");
    return rules.broken()
        ? rules.refused()
        : Outcome.done(
            answers.stream().collect(Collectors.toMap(Answer::line, Function.identity())));
  }

  private static void check(Rules rules, WorkOrder work, Answer answer, String at) {
    var line = work.line(answer.line());
    rules.that(line.isPresent(), at + "/line", "unknown", "no such line in " + work.reference());
    boolean counts = answer.accepted() >= 0 && answer.rejected() >= 0;
    rules.that(counts, at, "range", "accepted and rejected are 0 or more");
    if (line.isEmpty() || !counts) return;
    var units = line.get().units();
    long said = (long) answer.accepted() + answer.rejected();
    int pending = units.in(Bucket.PENDING);
    boolean whole = said >= pending && said <= pending + units.in(Bucket.CANCELLED);
    String detail = "%d units wait for an answer, %d were answered".formatted(pending, said);
    rules.that(whole, at, "sum", detail);
  }

  private static Worked accepted(
      WorkOrder work, Map<UUID, Answer> answers, LocalDate promised, Instant now) {
    var reason =
        work.lines().stream()
            .map(line -> answers.get(line.oid()))
            .filter(answer -> answer != null && answer.reason() != null)
            .map(answer -> Lifecycle.word(Objects.requireNonNull(answer.reason())))
            .findFirst()
            .orElse(work.reason());
    var edit = new WorkOrderEdit(work).promised(promised).reason(reason);
    int rejected = 0;
    int accepted = 0;
    for (int at = 0; at < edit.size(); at++) {
      var answer = answers.get(work.lines().get(at).oid());
      if (answer == null) continue;
      rejected += edit.moveUpTo(at, Edge.REJECT, answer.rejected());
      accepted += edit.moveUpTo(at, Edge.ACCEPT, answer.accepted());
    }
    var command =
        accepted == 0
            ? RequestCommand.REJECT
            : rejected > 0 ? RequestCommand.ACCEPT_PART : RequestCommand.ACCEPT;
    return edit.request(NEGOTIATION.step(work.request(), command).orThrow()).done(now);
  }

  /** Tells a late artisan what became of the offer meanwhile. */
  private static Refusal.WrongState tooLate(WorkOrder work, RequestCommand command) {
    var table = NEGOTIATION.wrongState(work.request(), command);
    String code =
        switch (work.request()) {
          case RECALLED -> "cancelled";
          case REJECTED, EXPIRED -> "rejected";
          case SENT, RECEIVED, ACCEPTED, PART_ACCEPTED -> table.code();
        };
    return new Refusal.WrongState(
        table.from(), table.command(), table.allowed(), code, table.why());
  }
}
