package hms.domain.order;

/** Why an artisan does not make something. */
public enum Reason {
  NO_STOCK,
  CANNOT_MAKE,
  TOO_BUSY,
  BAD_ADDRESS,
  OTHER
}
