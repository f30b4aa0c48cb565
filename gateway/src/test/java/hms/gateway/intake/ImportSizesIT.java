package hms.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.SignedAsk;
import hms.TestMaker;
import hms.TestOffice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A file that is too large is refused before any of it is sent. */
final class ImportSizesIT {
  private static final long MAX = 100L << 20;

  @Test
  void a_byte_more_than_100_MiB_is_refused_by_the_headers_alone() throws IOException {
    assertThat(answerTo(MAX + 1)).startsWith("HTTP/1.1 413 ").contains("payload-too-large");
  }

  @Test
  void a_file_of_100_MiB_may_be_sent_by_who_may_and_others_are_told_before() throws IOException {
    assertThat(answerTo(MAX)).startsWith("HTTP/1.1 401 ");
  }

  @Test
  void what_is_cut_off_leaves_no_file() throws IOException {
    var maker = TestMaker.enrolled();

    send(head(maker) + "Content-Length: 1000\r\n", "a,b\r\n").close();

    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(20))
        .until(() ->
            TestOffice.get().count("select count(*) from files where artisan_oid = $1", maker.oid())
                == 0);
  }

  /** Nobody said how long it is: it is counted as it comes, and nothing of it is kept. */
  @Test
  void a_file_that_turns_out_to_be_too_large_is_refused_and_leaves_nothing() throws Exception {
    var maker = TestMaker.enrolled();
    var files = "select count(*) from files where artisan_oid = $1";
    var chunks = "select count(*) from file_chunks where artisan_oid = $1";
    byte[] part = new byte[1 << 20];
    try (var socket = send(head(maker) + "Transfer-Encoding: chunked\r\n", "")) {
      var answer = new CompletableFuture<String>();
      var unused = answer.completeAsync(() -> firstLine(socket));
      var out = socket.getOutputStream();
      long sent = 0;
      while (sent <= MAX && !answer.isDone()) {
        out.write((Integer.toHexString(part.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(part);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        sent += part.length;
      }
      out.flush();

      assertThat(answer.get(30, TimeUnit.SECONDS)).startsWith("HTTP/1.1 413 ");
      assertThat(sent).isGreaterThan(MAX);
    }
    assertThat(TestOffice.get().count(files, maker.oid())).isZero();
    assertThat(TestOffice.get().count(chunks, maker.oid())).isZero();
  }

  private static String firstLine(Socket socket) {
    try {
      return new String(socket.getInputStream().readNBytes(40), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String head(TestMaker maker) {
    var ask =
        SignedAsk.by(
            maker.enrolment(),
            Ask.post("/imports?resource=products").bytes("text/csv", new byte[] {'a'}));
    var head = new StringBuilder("POST /api/v1/imports?resource=products HTTP/1.1\r\n");
    for (String name :
        new String[] {
          "Content-Type", "Content-Digest", "Idempotency-Key", "Signature-Input", "Signature"
        }) {
      head.append(name).append(": ").append(ask.header(name)).append("\r\n");
    }
    return head.toString();
  }

  private static String answerTo(long length) throws IOException {
    String head = "POST /api/v1/imports?resource=products HTTP/1.1\r\nContent-Type: text/csv\r\n";
    try (var socket = send(head + "Content-Length: " + length + "\r\n", "")) {
      byte[] begun = new byte[2000];
      int read = socket.getInputStream().readNBytes(begun, 0, 400);
      return new String(begun, 0, read, StandardCharsets.UTF_8);
    }
  }

  private static Socket send(String head, String body) throws IOException {
    int port = TestOffice.get().port();
    var socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(10_000);
    String text = head + "Host: 127.0.0.1:" + port + "\r\n\r\n" + body;
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return socket;
  }
}
