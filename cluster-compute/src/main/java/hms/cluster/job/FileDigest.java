package hms.cluster.job;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What is told of a file whose parts pass by, in order. */
final class FileDigest {
  private final MessageDigest sha256 = sha256();
  private long size;
  private long lines;

  void add(byte[] part) {
    sha256.update(part);
    size += part.length;
    for (byte each : part) if (each == '\n') lines++;
  }

  /** SHA-256 of what has passed so far. */
  byte[] digest() {
    try {
      return ((MessageDigest) sha256.clone()).digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the digests of the JDK can be cloned", e);
    }
  }

  JsonObject json() {
    return new JsonObject().put("bytes", size).put("sha256", HexFormat.of().formatHex(digest()));
  }

  /** The same of rows that have these columns. */
  JsonObject json(List<String> columns) {
    return new JsonObject()
        .put("rows", lines)
        .put("columns", new JsonArray(columns))
        .mergeIn(json());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
