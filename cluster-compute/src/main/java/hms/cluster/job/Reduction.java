package hms.cluster.job;

import io.vertx.core.json.JsonObject;

/** Joins parts in unit order; associative bit for bit, so no floating-point sums. */
public interface Reduction<A> {

  /** What a job leaves behind. */
  enum Form {
    /** One object, joined from all parts. */
    AGGREGATE,
    /** The bytes of all parts, in unit order. Parts are not joined, and their total is a digest. */
    FILE
  }

  default Form form() {
    return Form.AGGREGATE;
  }

  /** The neutral element. */
  A empty();

  /** Joins two parts; {@code left} ends where {@code right} begins. */
  A merge(A left, A right);

  /** Canonical bytes: equal parts give equal bytes. At most 192 KiB. */
  byte[] write(A part);

  A read(byte[] bytes);

  /** What the job shows as its result. */
  JsonObject json(A total);
}
