package hms.gateway.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Packs a file as it is sent, part by part. One part after the other. Source: RFC 1952. */
final class Packing {
  static final String CODING = "gzip";

  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
  private final GZIPOutputStream into;
  private final MessageDigest digest;

  Packing() {
    try {
      this.into = new GZIPOutputStream(packed);
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Does a caller take what is packed? Source: RFC 9110, 12.5.3.
   *
   * @param headers all {@code Accept-Encoding} there are
   */
  static boolean isTaken(List<String> headers) {
    var said =
        headers.stream().flatMap(each -> Arrays.stream(each.split(",", -1))).toList().stream()
            .map(each -> each.replaceAll("\\s", "").toLowerCase(java.util.Locale.ROOT))
            .toList();
    var named = said.stream().filter(each -> each.split(";", 2)[0].equals(CODING)).toList();
    var all = named.isEmpty() ? said.stream().filter(each -> each.startsWith("*")).toList() : named;
    return all.stream().anyMatch(each -> !each.matches(".*;q=0(\\.0{0,3})?"));
  }

  /** What is to be sent of these bytes, which may be nothing yet. */
  Buffer add(Buffer part) {
    try {
      into.write(part.getBytes());
      return taken();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is left to be sent. */
  Buffer end() {
    try {
      into.close();
      return taken();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The SHA-256 of all that was to be sent, at the end. */
  byte[] sha256() {
    return digest.digest();
  }

  private Buffer taken() {
    byte[] bytes = packed.toByteArray();
    packed.reset();
    digest.update(bytes);
    return Buffer.buffer(bytes);
  }
}
