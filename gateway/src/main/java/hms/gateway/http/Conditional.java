package hms.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Answers for readers who may have them already. Source: RFC 9110, section 13. */
final class Conditional {
  private Conditional() {}

  /** A file of ours, for caches to ask about again. */
  static Future<Void> document(
      RoutingContext context, String mediaType, String tag, byte[] content) {
    context.response().putHeader("Cache-Control", "public, no-cache");
    return answer(context, "\"" + tag + "\"", mediaType, Buffer.buffer(content));
  }

  /** A picture; what everybody may keep has its digest as ETag. */
  static Future<Void> picture(
      RoutingContext context, String mediaType, String cacheControl, byte[] content) {
    boolean open = cacheControl.startsWith("public");
    var bytes = Buffer.buffer(content);
    var response =
        context
            .response()
            .putHeader("Cache-Control", cacheControl)
            .putHeader("Cross-Origin-Resource-Policy", open ? "cross-origin" : "same-origin");
    return open
        ? answer(context, EntityTag.of(content), mediaType, bytes)
        : response.putHeader("Content-Type", mediaType).end(bytes);
  }

  /** 200 with the content, or 304 to who has what the tag names. */
  static Future<Void> answer(RoutingContext context, String tag, String mediaType, Buffer content) {
    var response = context.response().putHeader("ETag", tag);
    PublicAnswers.keep(context, mediaType, content);
    return EntityTag.known(context.request(), tag)
        ? response.setStatusCode(304).end()
        : response.putHeader("Content-Type", mediaType).end(content);
  }
}
