package hms.cluster;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus with types. It wakes, carries and reports; it may lose any message.
 *
 * <p>{@code serve}, {@code request} and {@code send} reach every node of the cluster and carry
 * records as JSON. {@code serveLocal} and {@code requestLocal} stay on this node and hand immutable
 * records over by reference, so a refusal or an exception arrives as it was thrown. Each handler
 * runs on the event loop that registered it. Errors: no handler, no answer in time, or the
 * handler's own fault, each as a failed Future.
 */
public final class Bus {
  private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
  private static final Duration LOCAL_ANSWER_MAX = Duration.ofSeconds(30);
  private static final int FAULT = 1;

  private final Vertx vertx;
  private final EventBus events;

  /** What this node serves for all of the cluster, by the name of its address. */
  private final Map<String, Consumer<Object>> neighbours = new ConcurrentHashMap<>();

  private final DeliveryOptions remote =
      new DeliveryOptions().setSendTimeout(ANSWER_MAX.toMillis());
  private final DeliveryOptions local =
      new DeliveryOptions()
          .setLocalOnly(true)
          .setCodecName(ByReference.NAME)
          .setSendTimeout(LOCAL_ANSWER_MAX.toMillis());

  /** One bus a Vert.x instance: the second one would register its codec twice, which throws. */
  public Bus(Vertx vertx) {
    this.vertx = vertx;
    this.events = vertx.eventBus().registerCodec(new ByReference());
  }

  /** Answers what any node sends to {@code address}; a failed Future reaches the asker as text. */
  public <Q, A> Registration serve(Address<Q, A> address, Function<Q, Future<A>> handler) {
    MessageConsumer<Buffer> consumer =
        events.consumer(address.name(), message -> answer(address, handler, message));
    Context its = vertx.getOrCreateContext();
    neighbours.put(
        address.name(), message -> its.runOnContext(go -> take(address, handler, message)));
    return new Registration(consumer, () -> neighbours.remove(address.name()));
  }

  /** Asks one handler of {@code address} somewhere in the cluster; at most 5 s. */
  public <Q, A> Future<A> request(Address<Q, A> address, Q message) {
    return events
        .<Buffer>request(address.name(), Wire.write(message), remote)
        .map(reply -> Wire.read(reply.body(), address.answer()));
  }

  /**
   * Sends to the one node that serves {@code address}, without waiting for an answer: done when
   * written, which does not mean received. If it is this node, the message is handed over as it is.
   */
  public <Q> Future<Void> send(Address<Q, ?> address, Q message) {
    Consumer<Object> neighbour = neighbours.get(address.name());
    if (neighbour != null) {
      neighbour.accept(message);
      return Future.succeededFuture();
    }
    return events.<Buffer>sender(address.name(), remote).write(Wire.write(message));
  }

  /** Sends what may get lost: whoever waits for what comes of it sends it again. */
  public <Q> void tell(Address<Q, ?> address, Q message) {
    send(address, message)
        .onFailure(lost ->
            LOG.atDebug()
                .addKeyValue("address", address.name())
                .setCause(lost)
                .log("message lost"));
  }

  /** Answers what this node asks at {@code address}. */
  public <Q, A> Registration serveLocal(Address<Q, A> address, Function<Q, Future<A>> handler) {
    MessageConsumer<Object> consumer =
        events.localConsumer(address.name(), message -> answerLocal(address, handler, message));
    return new Registration(consumer, () -> {});
  }

  /** Asks the handler of {@code address} on this node; a failure keeps its cause; at most 30 s. */
  public <Q, A> Future<A> requestLocal(Address<Q, A> address, Q message) {
    return events.<Answer>request(address.name(), message, local).compose(Bus::unfold);
  }

  private <Q, A> void answer(
      Address<Q, A> address, Function<Q, Future<A>> handler, Message<Buffer> message) {
    called(handler, () -> Wire.read(message.body(), address.request()))
        .onSuccess(answer -> reply(message, answer))
        .onFailure(fault -> refuse(address, message, fault));
  }

  private static <Q, A> void take(
      Address<Q, A> address, Function<Q, Future<A>> handler, Object message) {
    called(handler, () -> address.request().cast(message))
        .onFailure(fault ->
            LOG.atWarn()
                .addKeyValue("address", address.name())
                .setCause(fault)
                .log("message failed"));
  }

  private static void reply(Message<Buffer> message, Object answer) {
    if (message.replyAddress() != null) message.reply(Wire.write(answer));
  }

  private static void refuse(Address<?, ?> address, Message<Buffer> message, Throwable fault) {
    LOG.atWarn().addKeyValue("address", address.name()).setCause(fault).log("message failed");
    if (message.replyAddress() != null) message.fail(FAULT, String.valueOf(fault.getMessage()));
  }

  private <Q, A> void answerLocal(
      Address<Q, A> address, Function<Q, Future<A>> handler, Message<Object> message) {
    called(handler, () -> address.request().cast(message.body()))
        .onSuccess(answer -> message.reply(new Answer.Given(answer), local))
        .onFailure(fault -> message.reply(new Answer.Failed(fault), local));
  }

  private static <Q, A> Future<A> called(Function<Q, Future<A>> handler, Supplier<Q> message) {
    try {
      return handler.apply(message.get());
    } catch (RuntimeException broken) {
      return Future.failedFuture(broken);
    }
  }

  /** Whoever asked knows the type: it stands in the address that both sides share. */
  @SuppressWarnings("unchecked")
  private static <A> Future<A> unfold(Message<Answer> reply) {
    return switch (reply.body()) {
      case Answer.Given(var value) -> Future.succeededFuture((A) value);
      case Answer.Failed(var cause) -> Future.failedFuture(cause);
    };
  }

  private sealed interface Answer {
    record Given(@org.jspecify.annotations.Nullable Object value) implements Answer {}

    record Failed(Throwable cause) implements Answer {}
  }

  /** A handler at an address. */
  public static final class Registration {
    private final MessageConsumer<?> consumer;
    private final Runnable leave;

    private Registration(MessageConsumer<?> consumer, Runnable leave) {
      this.consumer = consumer;
      this.leave = leave;
    }

    /** Done when this node's cluster knows of it; other nodes may take 2 s longer. */
    public Future<Void> ready() {
      return consumer.completion();
    }

    public Future<Void> unregister() {
      leave.run();
      return consumer.unregister();
    }
  }
}
