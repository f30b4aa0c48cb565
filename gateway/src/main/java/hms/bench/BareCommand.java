package hms.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A handler of Vert.x that does nothing but answer what another one would: 304 to who has the
 * version, else so many bytes. The limit of what a door built on it can reach.
 */
@Command(name = "bench-bare", hidden = true, description = "Answer as fast as Vert.x can.")
public final class BareCommand implements Callable<Integer> {
  @Option(names = "--port", required = true)
  private int port;

  @Option(names = "--bytes", description = "Of an answer.")
  private int bytes = 1000;

  @Override
  public Integer call() throws InterruptedException {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    var body = Buffer.buffer(new byte[bytes]);
    vertx
        .createHttpServer()
        .requestHandler(request -> {
          var response = request.response().putHeader("ETag", "\"v1\"");
          var answered =
              "\"v1\"".equals(request.getHeader("If-None-Match"))
                  ? response.setStatusCode(304).end()
                  : response.putHeader("Content-Type", "application/json").end(body);
        })
        .listen(port, "127.0.0.1")
        .await();
    new CountDownLatch(1).await();
    return 0;
  }
}
