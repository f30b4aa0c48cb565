package hms.gateway.ops;

import hms.gateway.http.EndedCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each call that is over: what was asked and how it went, never by whom or of what. */
public final class AccessLog implements EndedCall.Observer {
  /** Its own, so that the line goes where its form is JSON: {@code logback.xml}. */
  private static final Logger LOG = LoggerFactory.getLogger("hms.access");

  private static final double MICROS = 1e3;

  @Override
  public void ended(EndedCall call) {
    var line =
        LOG.atInfo()
            .addKeyValue("request", call.request())
            .addKeyValue("operation", call.operation())
            .addKeyValue("method", call.method())
            .addKeyValue("status", call.status())
            .addKeyValue("bytes", call.bytes())
            .addKeyValue("tookMs", call.took().toNanos() / 1000 / MICROS)
            .addKeyValue("actor", call.actor());
    if (!call.complete()) line = line.addKeyValue("complete", false);
    if (call.trace().isPresent()) line = line.addKeyValue("trace", call.trace().get());
    line.log("http request");
  }
}
