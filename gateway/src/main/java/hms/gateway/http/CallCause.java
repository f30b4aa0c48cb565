package hms.gateway.http;

import hms.domain.Outcome;
import hms.domain.audit.Cause;
import hms.domain.message.SignatureInput;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** What the audit says of a call. */
final class CallCause {
  private CallCause() {}

  /** Its signature was verified before, if it has one. */
  static Cause of(RoutingContext context) {
    UUID id = UUID.fromString(context.get(RequestHeaders.REQUEST_ID));
    String signed = context.request().getHeader("signature-input");
    UUID key =
        signed != null
                && SignatureInput.parse(signed) instanceof Outcome.Done<SignatureInput>(var in)
            ? in.key()
            : null;
    var address = context.request().remoteAddress();
    return Cause.call(id, key, address == null ? null : address.hostAddress())
        .traced(Observation.trace(context));
  }
}
