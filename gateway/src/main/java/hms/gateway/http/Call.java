package hms.gateway.http;

import hms.domain.audit.Cause;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call, as its handler meets it: what was asked, and where the answer goes. It came in a
 * request of its own, or as a part of a batch. For the event loop it came in on.
 */
interface Call {

  /** GET, POST and so on. */
  String method();

  /** From the root, as it was sent. */
  String path();

  /** What stands behind the question mark, as it was sent; null if nothing does. */
  @Nullable String query();

  /** The same, by name. */
  MultiMap parameters();

  /**
   * @param name of a parameter that its route has in its path
   */
  @Nullable String pathParameter(String name);

  /** The object in its path is the one with this id, whatever it was called. */
  void name(UUID oid);

  /** What the caller says beside the body; null if it does not. */
  @Nullable String header(String name);

  /** A repetition is to be known by its key, whether or not such a call needs one. */
  boolean isOnce();

  /** What the audit says of it. */
  Cause cause();

  /** The headers of its answer. */
  MultiMap answerHeaders();

  /** Answers, with no body. */
  Future<Void> answer(int status);

  Future<Void> answer(int status, String mediaType, Buffer body);

  /** What is answered may be remembered for others, if its headers say so. */
  void keep(String mediaType, Buffer body);

  /**
   * The request, for what takes a connection of its own.
   *
   * @throws IllegalStateException of a part of a batch: the contract lets no such call be one
   */
  RoutingContext request();
}
