package hms.gateway.contract;

import hms.domain.Sha256;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import io.vertx.core.Future;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The contract for programs, and for people in Swagger UI. */
public final class ContractRoutes implements Routes {
  private static final String UI = "/META-INF/resources/webjars/swagger-ui/";
  private static final String UI_VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final String HERE = "/docs/";

  /** Its own scripts and styles, and calls to this very office; nothing from elsewhere. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

  private final Contract contract;
  private final String version;

  /**
   * @param tag changes when the bytes do
   */
  private record Page(String mediaType, String tag, byte[] bytes) {
    Page(String mediaType, byte[] bytes) {
      this(mediaType, Sha256.hex(bytes).substring(0, 16), bytes);
    }
  }

  private final Map<String, Page> pages;

  public ContractRoutes(Contract contract) {
    this.contract = contract;
    this.version = version();
    this.pages =
        Map.of(
            "index.html", new Page("text/html", own("index.html")),
            "problems.html", new Page("text/html", own("problems.html")),
            "start.js", new Page("text/javascript", own("start.js")),
            "swagger-ui.css", new Page("text/css", library("swagger-ui.css")),
            "swagger-ui-bundle.js", new Page("text/javascript", library("swagger-ui-bundle.js")));
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.probe("/api/openapi.json", this::document),
        Route.probe("/docs", exchange -> page(exchange, "index.html")),
        Route.probe("/docs/problems", exchange -> page(exchange, "problems.html")),
        Route.probe("/docs/start.js", exchange -> page(exchange, "start.js")),
        Route.probe("/docs/swagger-ui.css", exchange -> page(exchange, "swagger-ui.css")),
        Route.probe(
            "/docs/swagger-ui-bundle.js", exchange -> page(exchange, "swagger-ui-bundle.js")));
  }

  private Future<Void> document(Exchange exchange) {
    return exchange.document("application/json", contract.digest(), contract.bytes());
  }

  private Future<Void> page(Exchange exchange, String name) {
    var page = Objects.requireNonNull(pages.get(name));
    exchange.header("Content-Security-Policy", POLICY);
    return exchange.document(page.mediaType(), page.tag(), page.bytes());
  }

  /** The library's files stand in a folder that is called after its version. */
  private static String version() {
    var properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(read(UI_VERSION)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static byte[] own(String name) {
    return read(HERE + name);
  }

  private byte[] library(String name) {
    return read(UI + version + "/" + name);
  }

  private static byte[] read(String resource) {
    try (InputStream in = ContractRoutes.class.getResourceAsStream(resource)) {
      if (in == null) throw new IllegalStateException("expected the resource " + resource);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
