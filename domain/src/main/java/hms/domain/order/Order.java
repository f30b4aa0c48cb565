package hms.domain.order;

import hms.domain.Lifecycle;
import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.domain.order.UnitLedger.Bucket;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer bought.
 *
 * @param number for people: 2026-00871
 * @param channel the storefront it came from, which knows it as {@code externalId}
 * @param units the sums of all lines' ledgers; the status follows from them
 * @param attention what asks the office to look at it
 * @param heldReason there if and only if the order is held
 * @param closed when nothing was left to happen to it
 */
public record Order(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    String number,
    UUID channel,
    String externalId,
    UUID customer,
    Instant placedAt,
    String shipToName,
    PostalAddress shipTo,
    @Nullable String note,
    Money items,
    Money discount,
    Money shipping,
    Money tax,
    Money total,
    UnitLedger units,
    Set<Attention> attention,
    @Nullable String heldReason,
    @Nullable Instant closed)
    implements Versioned {

  /** What a person of the office should look at. */
  public enum Attention {
    /** Charged otherwise than the product costs today. */
    PRICE_DIFFERS,
    /** No answer of an artisan after a day. */
    UNANSWERED,
    /** Pieces that their artisan will not make. */
    UNDECIDED,
    /** An artisan told something that cannot be. */
    FACT_REPORT,
    NOT_ENROLLED,
    /** The promised day is over. */
    LATE,
    IMPORTED
  }

  public Order {
    attention = Set.copyOf(attention);
  }

  public OrderStatus status() {
    return OrderStatus.of(units, held(), closed != null);
  }

  public boolean held() {
    return heldReason != null;
  }

  public Outcome<Order> hold(String reason, Instant now) {
    if (closed != null || held()) return wrong("hold", "not-in-this-state", "it is " + word());
    return Outcome.done(with(shipToName, shipTo, note, attention, reason, closed, now));
  }

  public Outcome<Order> release(Instant now) {
    if (!held()) return wrong("release", "not-in-this-state", "it is not on hold");
    return Outcome.done(with(shipToName, shipTo, note, attention, null, closed, now));
  }

  /** Another address, while nothing has left. */
  public Outcome<Order> correctAddress(String name, PostalAddress address, Instant now) {
    if (closed != null || units.out() > 0) {
      return wrong("correct_address", "already_shipped", "some of it has left");
    }
    return Outcome.done(with(name, address, note, attention, heldReason, closed, now));
  }

  /**
   * Nothing is left to happen to it.
   *
   * @param busy something else is: a cancel request or a fact report
   */
  public Outcome<Order> close(boolean busy, Instant now) {
    if (closed != null) return wrong("close", "not-in-this-state", "it is closed");
    if (units.open() + units.in(Bucket.UNDECIDED) > 0) {
      return wrong("close", "units-open", "some units are still open");
    }
    if (busy || !attention.isEmpty() || held()) {
      return wrong("close", "needs-attention", "something about it is not settled");
    }
    return Outcome.done(with(shipToName, shipTo, note, attention, heldReason, now, now));
  }

  public Outcome<Order> reopen(Instant now) {
    if (closed == null) return wrong("reopen", "not-in-this-state", "it is not closed");
    return Outcome.done(with(shipToName, shipTo, note, attention, heldReason, null, now));
  }

  /** A person has looked. */
  public Outcome<Order> clear(Attention code, Instant now) {
    if (!attention.contains(code)) {
      return wrong("clear_attention", "not-there", "it does not ask for that");
    }
    var left = EnumSet.copyOf(attention);
    left.remove(code);
    return Outcome.done(with(shipToName, shipTo, note, left, heldReason, closed, now));
  }

  /** Forgets who bought it; the country stays, for the books. Errors: WrongState unless closed. */
  public Outcome<Order> erase(Instant now) {
    if (closed == null) return wrong("erase", "not-closed", "it is not closed yet");
    return Outcome.done(
        with(PostalAddress.ERASED, shipTo.erased(), null, attention, heldReason, closed, now));
  }

  private String word() {
    return Lifecycle.word(status());
  }

  private Outcome<Order> wrong(String command, String code, String why) {
    return Outcome.refused(
        new Refusal.WrongState(word(), command, List.of(), code, "order " + number + ": " + why));
  }

  private Order with(
      String name,
      PostalAddress address,
      @Nullable String words,
      Set<Attention> asks,
      @Nullable String held,
      @Nullable Instant end,
      Instant now) {
    return new Order(
        oid,
        version + 1,
        created,
        changedAt(now),
        number,
        channel,
        externalId,
        customer,
        placedAt,
        name,
        address,
        words,
        items,
        discount,
        shipping,
        tax,
        total,
        units,
        asks,
        held,
        end);
  }
}
