package hms.storage.stall;

import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the app shows beside an object. Nothing keeps it: it follows from what is kept. */
public enum Badge {
  /** Not offered to the office, or something is missing yet. */
  DRAFT,
  /** Said, and not sent yet. */
  WAITING,
  /** Sent, and not answered yet. */
  SENT,
  IN_REVIEW,
  /** The public sees it. */
  LIVE,
  /** Approved once, and not to be seen now. */
  OFF,
  /** The office said no; a person settles that. */
  REFUSED,
  /** Both sides changed it; a person settles that. */
  CONFLICT;

  /** How far what was said about an object has come. */
  public enum Log {
    NOTHING,
    WAITING,
    SENT
  }

  /** The gravest card that nobody has settled. */
  public enum Open {
    NONE,
    REFUSED,
    CONFLICT
  }

  /** Of what has no review: how far it has come, and what must be settled. */
  public static Set<Badge> of(Log log, Open open) {
    var badges = EnumSet.noneOf(Badge.class);
    switch (open) {
      case CONFLICT -> badges.add(CONFLICT);
      case REFUSED -> badges.add(REFUSED);
      case NONE -> {}
    }
    switch (log) {
      case WAITING -> badges.add(WAITING);
      case SENT -> badges.add(SENT);
      case NOTHING -> {}
    }
    return badges;
  }

  /**
   * Of a product. What is approved is live or off, whatever is under way beside it; what never was
   * is a draft until something else can be said of it.
   *
   * @param last its last revision; null if none is known
   */
  public static Set<Badge> of(
      Product product, ProductRevision.@Nullable State last, Log log, Open open) {
    var badges = of(log, open);
    boolean approved = product.state() != Product.State.DRAFT;
    boolean seen = product.state() == Product.State.LISTED && product.available();
    if (approved) badges.add(seen ? LIVE : OFF);
    if (log == Log.NOTHING && open == Open.NONE && last != null) addReview(badges, last);
    if (badges.isEmpty()) badges.add(DRAFT);
    return badges;
  }

  private static void addReview(Set<Badge> badges, ProductRevision.State last) {
    switch (last) {
      case SUBMITTED, IN_REVIEW -> badges.add(IN_REVIEW);
      case DRAFT, CHANGES_REQUESTED -> badges.add(DRAFT);
      case REJECTED -> badges.add(REFUSED);
      case APPROVED, WITHDRAWN, SUPERSEDED -> {}
    }
  }
}
