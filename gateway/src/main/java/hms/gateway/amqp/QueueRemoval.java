package hms.gateway.amqp;

import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiver;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/**
 * Removes a queue at a broker that is Apache ActiveMQ Artemis, with what is in it. AMQP 1.0 itself
 * has no word for that: the request is a message to the broker's management address. Source:
 * Artemis user manual, "Management via AMQP".
 */
final class QueueRemoval {
  private static final String MANAGEMENT = "activemq.management";
  private static final String SUCCEEDED = "_AMQ_OperationSucceeded";

  /** How the broker says that there is no such queue: removed before, or never made. */
  private static final String NO_SUCH_QUEUE = "AMQ229017";

  private final AmqpConnection connection;
  private final long limitSeconds;

  /**
   * @param limitSeconds how long the broker may take to answer
   */
  QueueRemoval(AmqpConnection connection, long limitSeconds) {
    this.connection = connection;
    this.limitSeconds = limitSeconds;
  }

  /** Done when the broker has no such queue and no such address; fails if it will not or cannot. */
  Future<Void> remove(String address) {
    Promise<AmqpMessage> answer = Promise.promise();
    return inTime(connection.createDynamicReceiver())
        .map(receiver -> receiver.handler(answer::tryComplete))
        .compose(receiver ->
            ask(address, receiver)
                .compose(sent -> inTime(answer.future()))
                .eventually(receiver::close))
        .compose(QueueRemoval::judge);
  }

  private Future<Void> ask(String address, AmqpReceiver answers) {
    var request =
        AmqpMessage.create()
            .replyTo(answers.address())
            .applicationProperties(
                JsonObject.of("_AMQ_ResourceName", "broker", "_AMQ_OperationName", "destroyQueue"))
            // The queue, whoever reads it, and its address.
            .withBody(JsonArray.of(address, true, true).encode())
            .build();
    return inTime(connection.createSender(MANAGEMENT))
        .compose(sender -> inTime(sender.sendWithAck(request)).eventually(sender::close));
  }

  private static Future<Void> judge(AmqpMessage answer) {
    boolean done = answer.applicationProperties().getBoolean(SUCCEEDED, false);
    String said = String.valueOf(answer.bodyAsString());
    return done || said.contains(NO_SUCH_QUEUE)
        ? Future.succeededFuture()
        : Future.failedFuture("the broker keeps the queue: " + said);
  }

  private <T> Future<T> inTime(Future<T> step) {
    return step.timeout(limitSeconds, TimeUnit.SECONDS);
  }
}
