package hms.gateway.http;

import static hms.gateway.http.Problems.problem;

import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import hms.domain.Sha256;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a browser sends with a file: parts by their names, each once. Source: RFC 7578.
 *
 * @param texts UTF-8
 * @param files their bytes; the names that they have on somebody's disk do not matter
 */
public record Form(Map<String, String> texts, Map<String, byte[]> files) {
  static final String TYPE = "multipart/form-data";

  /** Source: RFC 2046, 5.1.1. */
  private static final Pattern BOUNDARY =
      Pattern.compile(".*;\\s*boundary=\"?[0-9A-Za-z'()+_,./:=? -]{0,69}[^ \"]\"?\\s*(;.*)?");

  public Form {
    texts = Map.copyOf(texts);
    files = Map.copyOf(files);
  }

  /**
   * What a call has brought.
   *
   * @throws EdgeRefusal 400 if it is no form
   */
  public static Form of(Exchange exchange) {
    return read(exchange.said("content-type").orElse(""), exchange.body());
  }

  /**
   * @param contentType with the boundary
   * @throws EdgeRefusal 400 if it is none
   */
  static Form read(String contentType, byte[] body) {
    // The decoder takes it for granted.
    if (!BOUNDARY.matcher(contentType).matches()) throw malformed("expected a boundary of " + TYPE);
    var request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    try {
      var decoder = new HttpPostMultipartRequestDecoder(new DefaultHttpDataFactory(false), request);
      try {
        return ofParts(decoder.getBodyHttpDatas());
      } finally {
        decoder.destroy();
      }
    } catch (EdgeRefusal refused) {
      throw refused;
    } catch (RuntimeException e) {
      // The decoder stumbles in many ways over a header that is none; each is the sender's fault.
      throw malformed("expected " + TYPE + " with a boundary, and all of its parts");
    }
  }

  /**
   * The form, if it has no parts but these, and this file.
   *
   * @return Invalid, naming the part
   */
  public Outcome<Form> having(String file, Set<String> known) {
    for (String name : texts.keySet()) {
      if (!known.contains(name)) return invalid(name, "unknown", "known are " + known);
    }
    for (String name : files.keySet()) {
      if (!name.equals(file)) return invalid(name, "file", "the file is to be called " + file);
    }
    return files.containsKey(file)
        ? Outcome.done(this)
        : invalid(file, "required", "send a file under this name");
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /** The same for two forms that say the same, whatever their boundaries are. */
  byte[] fingerprint() {
    var all = new StringBuilder();
    new TreeMap<>(texts).forEach((name, text) -> field(all, name, text));
    new TreeMap<>(files).forEach((name, bytes) -> field(all, name, Sha256.hex(bytes)));
    return all.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void field(StringBuilder to, String name, String value) {
    to.append(name.length()).append(':').append(name);
    to.append(value.length()).append(':').append(value);
  }

  private static Form ofParts(Iterable<InterfaceHttpData> parts) {
    var texts = new TreeMap<String, String>();
    var files = new TreeMap<String, byte[]>();
    for (var part : parts) {
      String name = part.getName();
      if (texts.containsKey(name) || files.containsKey(name)) {
        throw malformed("part " + name + " stands twice");
      }
      try {
        if (part instanceof FileUpload file) files.put(name, file.get());
        if (part instanceof Attribute text) {
          texts.put(name, text.getString(StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Form(texts, files);
  }

  private static EdgeRefusal malformed(String detail) {
    return new EdgeRefusal(problem(400, "malformed-body", detail));
  }

  private static Outcome<Form> invalid(String part, String code, String detail) {
    return Outcome.refused(Invalid.of("/" + part, code, detail));
  }
}
