package hms.gateway.legacy;

import hms.domain.Lifecycle;

/** What a person should know of an imported object before acting on it. */
public enum Flag {
  /** The file is named otherwise than the object inside; the object counts. */
  NAME_MISMATCH,
  /** The clocks were changed at that hour; the earlier offset was taken. */
  TIME_AMBIGUOUS,
  /** No time by the original's form, or changed before it was made; the nearest known is taken. */
  TIME_UNREADABLE,
  /** One name became a given and a family name. */
  NAME_SPLIT,
  NAME_INCOMPLETE,
  EMAIL_UNREADABLE,
  /** Another artisan has that e-mail. */
  EMAIL_DUPLICATE,
  WEBSITE_UNREADABLE,
  ADDRESS_INCOMPLETE,
  POSTAL_CODE_MISSING,
  /** No country that we know; that of the office was taken. */
  COUNTRY_ASSUMED,
  TEXT_CUT,
  MARKUP_REMOVED,
  METADATA_CUT,
  /** The original shop showed it: review can begin with these. */
  WAS_LISTED,
  WEIGHT_MISSING,
  PRICE_MISSING,
  IMAGES_MISSING,
  /** The original had no prices; 0 was taken. */
  PRICE_UNKNOWN,
  /** Lines that cannot be what was meant: the order is left out. */
  ORDER_UNREADABLE,
  /** A value breaks a rule of ours; it stands in the import notes. */
  VALUE_REFUSED;

  /** As it is printed: {@code name_mismatch}. */
  public String word() {
    return Lifecycle.word(this);
  }
}
