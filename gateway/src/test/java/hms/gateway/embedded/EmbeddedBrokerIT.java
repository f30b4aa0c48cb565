package hms.gateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiver;
import io.vertx.amqp.AmqpReceiverOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerIT {
  private static final Map<String, String> PASSWORDS = Map.of("art-x", "secret-x", "art-y", "y");
  private static final BrokerAccounts ACCOUNTS =
      (user, password) -> password.equals(PASSWORDS.get(user));

  @TempDir Path dir;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void an_artisan_receives_what_the_office_sends_to_its_queue() throws Exception {
    try (var broker = EmbeddedBroker.start(dir, ACCOUNTS)) {
      send(office(broker), "hms.artisan.art-x", "an offer");

      String received = receive(connect(broker, "art-x", "secret-x"), "hms.artisan.art-x");

      assertThat(received).isEqualTo("an offer");
    }
  }

  @Test
  void the_office_receives_what_an_artisan_sends() throws Exception {
    try (var broker = EmbeddedBroker.start(dir, ACCOUNTS)) {
      send(connect(broker, "art-x", "secret-x"), "hms.office", "an answer");

      assertThat(receive(office(broker), "hms.office")).isEqualTo("an answer");
    }
  }

  @Test
  void an_artisan_can_neither_read_nor_write_the_queue_of_another() throws Exception {
    try (var broker = EmbeddedBroker.start(dir, ACCOUNTS)) {
      send(office(broker), "hms.artisan.art-x", "an offer");
      AmqpConnection other = connect(broker, "art-y", "y");

      assertRefused(() -> receiver(other, "hms.artisan.art-x").await());
      assertRefused(() -> receiver(other, "hms.artisan.art-x::hms.artisan.art-x").await());
      assertRefused(() -> other.createSender("hms.artisan.art-x").await());
    }
  }

  @Test
  void an_artisan_cannot_read_the_office_or_the_dead_letters_or_make_a_queue() throws Exception {
    try (var broker = EmbeddedBroker.start(dir, ACCOUNTS)) {
      AmqpConnection artisan = connect(broker, "art-x", "secret-x");

      assertRefused(() -> receiver(artisan, "hms.office").await());
      assertRefused(() -> receiver(artisan, "hms.dead").await());
      assertRefused(() -> receiver(artisan, "hms.artisan.art-x").await());
      assertRefused(() -> artisan.createSender("activemq.management").await());
    }
  }

  @Test
  void messages_and_port_survive_a_restart() throws Exception {
    int port;
    try (var broker = EmbeddedBroker.start(dir, ACCOUNTS)) {
      port = broker.port();
      send(office(broker), "hms.artisan.art-x", "before the restart");
    }

    try (var broker = EmbeddedBroker.start(dir, ACCOUNTS)) {
      assertThat(broker.port()).isEqualTo(port);
      var artisan = connect(broker, "art-x", "secret-x");
      assertThat(receive(artisan, "hms.artisan.art-x")).isEqualTo("before the restart");
    }
  }

  @Test
  void a_rejected_message_becomes_a_dead_letter() throws Exception {
    try (var broker = EmbeddedBroker.start(dir, ACCOUNTS)) {
      send(office(broker), "hms.artisan.art-x", "poison");
      var artisan = connect(broker, "art-x", "secret-x");
      next(artisan, "hms.artisan.art-x").await(10, TimeUnit.SECONDS).rejected();

      assertThat(receive(office(broker), "hms.dead")).isEqualTo("poison");
    }
  }

  @Test
  void a_wrong_password_is_refused() throws Exception {
    try (var broker = EmbeddedBroker.start(dir, ACCOUNTS)) {
      assertThatThrownBy(() -> connect(broker, "art-x", "wrong")).hasMessageContaining("auth");
      assertThatThrownBy(() -> connect(broker, "office", "wrong")).hasMessageContaining("auth");
      assertThatThrownBy(() -> connect(broker, "art-z", "")).hasMessageContaining("auth");
    }
  }

  @Test
  void two_brokers_cannot_use_one_directory() throws Exception {
    try (var broker = EmbeddedBroker.start(dir, ACCOUNTS)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(dir, ACCOUNTS))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another process uses");
      assertThatCode(() -> office(broker)).doesNotThrowAnyException();
    }
  }

  private AmqpConnection office(EmbeddedBroker broker) throws Exception {
    return connect(broker, EmbeddedBroker.OFFICE_USER, broker.officePassword());
  }

  private AmqpConnection connect(EmbeddedBroker broker, String user, String password)
      throws Exception {
    var options =
        new AmqpClientOptions()
            .setHost(broker.host())
            .setPort(broker.port())
            .setUsername(user)
            .setPassword(password);
    return AmqpClient.create(vertx, options).connect().await(10, TimeUnit.SECONDS);
  }

  private static void send(AmqpConnection connection, String address, String body)
      throws Exception {
    var message = AmqpMessage.create().durable(true).withBody(body).build();
    connection
        .createSender(address)
        .compose(sender -> sender.sendWithAck(message))
        .await(10, TimeUnit.SECONDS);
  }

  private static String receive(AmqpConnection connection, String address) throws Exception {
    AmqpMessage message = next(connection, address).await(10, TimeUnit.SECONDS);
    message.accepted();
    return message.bodyAsString();
  }

  private static Future<AmqpMessage> next(AmqpConnection connection, String address) {
    Promise<AmqpMessage> first = Promise.promise();
    return receiver(connection, address)
        .onSuccess(receiver -> receiver.handler(first::complete))
        .compose(receiver -> first.future());
  }

  private static Future<AmqpReceiver> receiver(AmqpConnection connection, String address) {
    var options = new AmqpReceiverOptions().setAutoAcknowledgement(false);
    return connection.createReceiver(address, options);
  }

  private static void assertRefused(ThrowingCallable open) {
    assertThatThrownBy(open).hasMessageContaining("amqp:unauthorized-access");
  }
}
