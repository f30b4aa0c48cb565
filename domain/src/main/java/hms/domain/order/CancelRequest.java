package hms.domain.order;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Owned;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.UnitLedger.Edge;
import hms.domain.order.WorkOrder.Work;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * "May these accepted units be cancelled?", asked of their artisan. One a work order is open.
 *
 * @param reason the words of the customer or the office
 * @param answerBy when time answers: agreed if the work is not begun, else refused
 * @param refusal why it was refused
 */
public record CancelRequest(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID workOrder,
    UUID artisan,
    List<Line> lines,
    Side by,
    String reason,
    Instant answerBy,
    State state,
    @Nullable Refusal refusal)
    implements Owned {

  /**
   * @param units how many may be cancelled
   * @param agreed how many are
   */
  public record Line(UUID line, int units, int agreed) {}

  /** Who asks. */
  public enum Side {
    CUSTOMER,
    OFFICE
  }

  /** Why the artisan, or time, says no. */
  public enum Refusal {
    WORK_STARTED,
    PERSONALISED,
    OTHER,
    ALREADY_SHIPPED
  }

  /** What became of the question. */
  public enum State {
    REQUESTED,
    AGREED,
    REFUSED,
    WITHDRAWN
  }

  /** What answers it. */
  public enum Command {
    AGREE,
    REFUSE,
    OVERTAKE,
    EXPIRE,
    EXPIRE_STARTED,
    WITHDRAW
  }

  public static final Lifecycle<State, Command> LIFECYCLE =
      Lifecycle.of("cancel-request", State.class, Command.class)
          .move(State.REQUESTED, Command.AGREE, State.AGREED)
          .move(State.REQUESTED, Command.REFUSE, State.REFUSED)
          .move(State.REQUESTED, Command.OVERTAKE, State.REFUSED)
          .move(State.REQUESTED, Command.EXPIRE, State.AGREED)
          .move(State.REQUESTED, Command.EXPIRE_STARTED, State.REFUSED)
          .move(State.REQUESTED, Command.WITHDRAW, State.WITHDRAWN)
          .build();

  public CancelRequest {
    lines = List.copyOf(lines);
  }

  /** An answer, and what it did to the work order; no move if it was a no. */
  public record Answered(CancelRequest request, Worked worked) {}

  public static CancelRequest open(
      UUID oid,
      WorkOrder of,
      List<LineUnits> lines,
      Side by,
      String reason,
      Instant answerBy,
      Instant now) {
    return new CancelRequest(
        oid,
        1,
        now,
        now,
        of.oid(),
        of.artisan(),
        lines.stream().map(each -> new Line(each.line(), each.units(), 0)).toList(),
        by,
        reason,
        answerBy,
        State.REQUESTED,
        null);
  }

  /** All of it. */
  public List<LineUnits> whole() {
    return lines.stream().map(line -> new LineUnits(line.line(), line.units())).toList();
  }

  /**
   * The artisan gives pieces back; what it does not name counts as refused.
   *
   * @param agreed at most what was asked for
   */
  public Outcome<Answered> agree(WorkOrder work, List<LineUnits> agreed, Instant now) {
    return LIFECYCLE
        .step(state, Command.AGREE)
        .then(to -> asked(agreed))
        .then(units -> cancelled(work, units, Command.AGREE, now));
  }

  public Outcome<CancelRequest> refuse(Refusal why, Instant now) {
    return answered(Command.REFUSE, why, now);
  }

  public Outcome<CancelRequest> withdraw(Instant now) {
    return answered(Command.WITHDRAW, null, now);
  }

  /** Nobody answered: silence agrees while the work is not begun. */
  public Outcome<Answered> expire(WorkOrder work, Instant now) {
    return work.work() == Work.OPEN
        ? LIFECYCLE
            .step(state, Command.EXPIRE)
            .then(to -> cancelled(work, whole(), Command.EXPIRE, now))
        : answered(Command.EXPIRE_STARTED, Refusal.WORK_STARTED, now)
            .map(request -> new Answered(request, new Worked(work, List.of())));
  }

  /** Have the pieces gone that it asks for? */
  public boolean overtakenBy(WorkOrder work) {
    return lines.stream()
        .anyMatch(line ->
            work.line(line.line()).map(l -> l.units().in(Bucket.ACCEPTED)).orElse(0)
                < line.units());
  }

  public Outcome<CancelRequest> overtake(Instant now) {
    return answered(Command.OVERTAKE, Refusal.ALREADY_SHIPPED, now);
  }

  private Outcome<List<LineUnits>> asked(List<LineUnits> agreed) {
    return LineUnits.checked(agreed)
        .then(known -> {
          for (int i = 0; i < known.size(); i++) {
            var each = known.get(i);
            boolean fits =
                lines.stream()
                    .anyMatch(l -> l.line().equals(each.line()) && l.units() >= each.units());
            if (!fits) {
              return Outcome.refused(
                  hms.domain.Refusal.Invalid.of(
                      "/lines/" + i, "not-asked", "the request asks for fewer units, or none"));
            }
          }
          return Outcome.done(known);
        });
  }

  private Outcome<Answered> cancelled(
      WorkOrder work, List<LineUnits> units, Command command, Instant now) {
    var agreed = units.stream().collect(Collectors.toMap(LineUnits::line, LineUnits::units));
    var next =
        lines.stream()
            .map(l -> new Line(l.line(), l.units(), agreed.getOrDefault(l.line(), 0)))
            .toList();
    return new WorkOrderEdit(work)
        .moveEach(units, Edge.AGREE, false)
        .then(edit ->
            LIFECYCLE
                .step(state, command)
                .map(to -> new Answered(with(to, next, null, now), edit.done(now))));
  }

  private Outcome<CancelRequest> answered(Command command, @Nullable Refusal why, Instant now) {
    return LIFECYCLE.step(state, command).map(to -> with(to, lines, why, now));
  }

  private CancelRequest with(State to, List<Line> next, @Nullable Refusal why, Instant now) {
    return new CancelRequest(
        oid,
        version + 1,
        created,
        changedAt(now),
        workOrder,
        artisan,
        next,
        by,
        reason,
        answerBy,
        to,
        why);
  }
}
