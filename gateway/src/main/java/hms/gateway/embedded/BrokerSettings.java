package hms.gateway.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * The broker's configuration: AMQP on loopback, durable queues, dead letters after ten attempts.
 */
final class BrokerSettings {
  private static final int JOURNAL_FILE_SIZE_BYTES = 4 << 20;
  private static final int JOURNAL_FILES_MIN = 4;
  private static final int JOURNAL_FILES_POOLED = 8;

  /** The default of 3.3 ms makes a sender that waits for each message ten times slower. */
  private static final Duration JOURNAL_BUFFER_LIMIT = Duration.ofNanos(200_000);

  private static final long ADDRESS_SIZE_BYTES = 64L << 20;
  private static final int DISK_USE_MAX_PERCENT = 99;
  private static final int DELIVERY_ATTEMPTS = 10;
  private static final Duration REDELIVERY_FIRST = Duration.ofMillis(500);
  private static final Duration REDELIVERY_MAX = Duration.ofSeconds(30);

  private BrokerSettings() {}

  static Configuration in(Path dir, int port) throws Exception {
    var configuration =
        new ConfigurationImpl()
            .setName("hms")
            .setPersistenceEnabled(true)
            .setSecurityEnabled(true)
            .setJMXManagementEnabled(false)
            .setMaxDiskUsage(DISK_USE_MAX_PERCENT);
    journal(configuration, dir);
    configuration.addAcceptorConfiguration("amqp", acceptor(port));
    configuration.addAddressSetting("#", everyAddress());
    for (String one : List.of(EmbeddedBroker.ARTISAN_PREFIX, EmbeddedBroker.CHANNEL_PREFIX)) {
      configuration.addAddressSetting(
          one + "#", new AddressSettings().setDefaultExclusiveQueue(true));
    }
    for (String address : List.of(EmbeddedBroker.OFFICE_ADDRESS, EmbeddedBroker.DEAD_ADDRESS)) {
      configuration.addAddressConfiguration(durable(address));
    }
    return configuration;
  }

  private static void journal(Configuration configuration, Path dir) {
    configuration
        .setBindingsDirectory(dir.resolve("bindings").toString())
        .setJournalDirectory(dir.resolve("journal").toString())
        .setPagingDirectory(dir.resolve("paging").toString())
        .setLargeMessagesDirectory(dir.resolve("large").toString())
        .setJournalType(JournalType.NIO)
        .setJournalFileSize(JOURNAL_FILE_SIZE_BYTES)
        .setJournalMinFiles(JOURNAL_FILES_MIN)
        .setJournalPoolFiles(JOURNAL_FILES_POOLED)
        .setJournalBufferTimeout_NIO((int) JOURNAL_BUFFER_LIMIT.toNanos());
  }

  private static String acceptor(int port) {
    return "tcp://%s:%d?protocols=AMQP;amqpCredits=1000;amqpLowCredits=300"
        .formatted(EmbeddedBroker.HOST, port);
  }

  private static AddressSettings everyAddress() {
    var dead = SimpleString.of(EmbeddedBroker.DEAD_ADDRESS);
    return new AddressSettings()
        .setDefaultAddressRoutingType(RoutingType.ANYCAST)
        .setDefaultQueueRoutingType(RoutingType.ANYCAST)
        .setAutoCreateAddresses(true)
        .setAutoCreateQueues(true)
        .setAutoDeleteAddresses(false)
        .setAutoDeleteQueues(false)
        .setDeadLetterAddress(dead)
        .setExpiryAddress(dead)
        .setMaxDeliveryAttempts(DELIVERY_ATTEMPTS)
        .setRedeliveryDelay(REDELIVERY_FIRST.toMillis())
        .setRedeliveryMultiplier(2)
        .setMaxRedeliveryDelay(REDELIVERY_MAX.toMillis())
        .setMaxSizeBytes(ADDRESS_SIZE_BYTES)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
  }

  private static CoreAddressConfiguration durable(String name) {
    var queue = QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST).setDurable(true);
    return new CoreAddressConfiguration()
        .setName(name)
        .addRoutingType(RoutingType.ANYCAST)
        .addQueueConfiguration(queue);
  }
}
