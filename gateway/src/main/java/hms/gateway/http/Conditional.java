package hms.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Answers for readers who may have them already. Source: RFC 9110, section 13. */
final class Conditional {
  private Conditional() {}

  /** 200 with the content, or 304 to who has what the tag names. */
  static Future<Void> answer(RoutingContext context, String tag, String mediaType, Buffer content) {
    var response = context.response().putHeader("ETag", tag);
    PublicAnswers.keep(context, mediaType, content);
    return EntityTag.known(context.request(), tag)
        ? response.setStatusCode(304).end()
        : response.putHeader("Content-Type", mediaType).end(content);
  }
}
