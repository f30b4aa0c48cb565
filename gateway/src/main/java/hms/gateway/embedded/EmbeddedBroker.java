package hms.gateway.embedded;

import hms.storage.embedded.DirectoryLock;
import hms.storage.embedded.SecretFile;
import hms.storage.embedded.StickyPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/**
 * A real, durable AMQP 1.0 broker in this process with its state in a directory. It listens on
 * loopback only, and keeps its port and messages over restarts.
 *
 * <p>Addresses: {@code hms.office} and {@code hms.dead} always exist; {@code hms.artisan.<queueId>}
 * and {@code hms.channel.<oid>} are made, durable, when the office first opens a sender or receiver
 * to it.
 */
public final class EmbeddedBroker implements AutoCloseable {
  public static final String HOST = "127.0.0.1";
  public static final String OFFICE_USER = "office";
  public static final String OFFICE_ADDRESS = "hms.office";
  public static final String DEAD_ADDRESS = "hms.dead";
  public static final String ARTISAN_PREFIX = "hms.artisan.";
  public static final String CHANNEL_PREFIX = "hms.channel.";
  private static final int START_LIMIT_SECONDS = 30;

  private final DirectoryLock lock;
  private final EmbeddedActiveMQ broker;
  private final int port;
  private final String officePassword;

  private EmbeddedBroker(
      DirectoryLock lock, EmbeddedActiveMQ broker, int port, String officePassword) {
    this.lock = lock;
    this.broker = broker;
    this.port = port;
    this.officePassword = officePassword;
  }

  /**
   * Starts the broker of {@code dir}, made on first use, and waits until it takes connections.
   *
   * @param accounts the artisans' accounts; the office's own is made here
   * @throws IOException if it does not start; also if another process uses {@code dir}
   */
  public static EmbeddedBroker start(Path dir, BrokerAccounts accounts) throws IOException {
    DirectoryLock lock = DirectoryLock.take(dir);
    var broker = new EmbeddedActiveMQ();
    try {
      int port = StickyPort.choose(dir.resolve("port"));
      String password = SecretFile.readOrCreate(dir.resolve("secrets/amqp-office"));
      broker.setConfiguration(BrokerSettings.in(dir, port));
      broker.setSecurityManager(new BrokerSecurity(password, accounts));
      start(broker);
      return new EmbeddedBroker(lock, broker, port, password);
    } catch (Exception failure) {
      stop(broker);
      lock.close();
      throw new IOException("the broker in " + dir + " did not start", failure);
    }
  }

  private static void start(EmbeddedActiveMQ broker) throws Exception {
    broker.start();
    var server = broker.getActiveMQServer();
    if (!server.waitForActivation(START_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("not active after " + START_LIMIT_SECONDS + " s");
    }
    if (!server.getRemotingService().getAcceptor("amqp").isStarted()) {
      throw new IOException("it does not listen");
    }
  }

  private static void stop(EmbeddedActiveMQ broker) throws IOException {
    try {
      broker.stop();
    } catch (Exception failure) {
      throw new IOException("the broker did not stop", failure);
    }
  }

  public String host() {
    return HOST;
  }

  public int port() {
    return port;
  }

  public String officePassword() {
    return officePassword;
  }

  /** Is there a queue of that address? */
  public boolean hasQueue(String address) {
    return broker.getActiveMQServer().locateQueue(SimpleString.of(address)) != null;
  }

  /** Closes all connections and the journal; blocks until done. Start again for the same port. */
  @Override
  public void close() throws IOException {
    stop(broker);
    lock.close();
  }
}
