package hms.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Answers for readers who may have them already. Source: RFC 9110, section 13. */
final class Conditional {
  private Conditional() {}

  /** A file of ours, for caches to ask about again. */
  static Future<Void> document(Call call, String mediaType, String tag, byte[] content) {
    var headers = call.answerHeaders().set("Cache-Control", "public, no-cache");
    return answer(call, "\"" + tag + "\"", mediaType, Buffer.buffer(content));
  }

  /** A picture; what everybody may keep has its digest as ETag. */
  static Future<Void> picture(Call call, String mediaType, String cacheControl, byte[] content) {
    boolean open = cacheControl.startsWith("public");
    var bytes = Buffer.buffer(content);
    var headers =
        call.answerHeaders()
            .set("Cache-Control", cacheControl)
            .set("Cross-Origin-Resource-Policy", open ? "cross-origin" : "same-origin");
    return open
        ? answer(call, EntityTag.of(content), mediaType, bytes)
        : call.answer(200, mediaType, bytes);
  }

  /** 200 with the content, or 304 to who has what the tag names. */
  static Future<Void> answer(Call call, String tag, String mediaType, Buffer content) {
    var headers = call.answerHeaders().set("ETag", tag);
    call.keep(mediaType, content);
    return EntityTag.known(call, tag) ? call.answer(304) : call.answer(200, mediaType, content);
  }
}
