package hms.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Forms as browsers write them. */
public final class Forms {
  static final String BOUNDARY = "----hms-test-7MA4YWxkTrZu0gW";

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  public static Forms with(String file, byte[] bytes) {
    var form = new Forms();
    form.files.put(file, bytes);
    return form;
  }

  public Forms and(String name, String text) {
    texts.put(name, text);
    return this;
  }

  public byte[] bytes() {
    return bytes(BOUNDARY);
  }

  public byte[] bytes(String boundary) {
    var out = new ByteArrayOutputStream();
    texts.forEach((name, text) -> {
      head(out, boundary, name, "");
      out.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    });
    files.forEach((name, bytes) -> {
      head(out, boundary, name, "; filename=\"x.png\"\r\nContent-Type: image/png");
      out.writeBytes(bytes);
      out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    });
    out.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static void head(ByteArrayOutputStream out, String boundary, String name, String more) {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
            .formatted(boundary, name, more);
    out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
  }
}
