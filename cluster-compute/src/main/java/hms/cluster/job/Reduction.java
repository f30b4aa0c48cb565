package hms.cluster.job;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** Joins parts in unit order; associative bit for bit, so no floating-point sums. */
public interface Reduction<A> {

  /** What a job leaves behind. */
  enum Form {
    /** One object, joined from all parts. */
    AGGREGATE,
    /** The bytes of all parts, in unit order. Parts are not joined, and their total is a digest. */
    FILE,
    /** The same, and the bytes are lines: a JSON array a row. */
    ROWS
  }

  default Form form() {
    return Form.AGGREGATE;
  }

  /** Of rows, the names of their values. */
  default List<String> columns() {
    return List.of();
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
