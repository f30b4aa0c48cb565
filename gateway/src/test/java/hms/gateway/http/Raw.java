package hms.gateway.http;

import hms.Answer;
import hms.TestOffice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bytes on a socket: what no HTTP client would send. */
final class Raw {
  private static final int READ_MILLIS = 3_000;

  private Raw() {}

  /** The checked answer to a request of this line and these headers. */
  static Answer ask(String line, String... headers) {
    var more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return send(line + "\r\nHost: x\r\nConnection: close\r\n" + more + "\r\n").checked(line);
  }

  /** Whatever comes back for these characters, each one byte. */
  static Answer send(String text) {
    try (var socket = new Socket("127.0.0.1", TestOffice.get().port())) {
      socket.setSoTimeout(READ_MILLIS);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      byte[] all = socket.getInputStream().readAllBytes();
      return parse(new String(all, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer parse(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0) throw new AssertionError("no answer but: " + answer);
    String[] head = answer.substring(0, end).split("\r\n");
    Map<String, List<String>> headers = new HashMap<>();
    for (int i = 1; i < head.length; i++) {
      int colon = head[i].indexOf(':');
      headers.put(head[i].substring(0, colon), List.of(head[i].substring(colon + 1).strip()));
    }
    byte[] body = answer.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
    return new Answer(Integer.parseInt(head[0].split(" ")[1]), headers, body);
  }
}
