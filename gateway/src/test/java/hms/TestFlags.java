package hms;

import hms.gateway.embedded.EmbeddedBroker;
import hms.storage.TestPostgres;
import hms.storage.embedded.StickyPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the node of {@link TestOffice} is told: where its parts are, and to look often. */
final class TestFlags {
  private TestFlags() {}

  private final Map<String, String> flags = new HashMap<>();

  static Map<String, String> of(
      Path dir, int port, EmbeddedBroker broker, TestPostgres.Database database)
      throws IOException {
    var office = database.office();
    String member = "127.0.0.1:" + StickyPort.renew(dir.resolve("cluster-port"));
    var flags = new HashMap<String, String>();
    flags.put("http.port", "" + port);
    flags.put("http.in-flight", "200");
    // Tests look at the catalogue right after they have changed it.
    flags.put("http.public-fresh", "0s");
    for (String each : List.of("artisan", "office", "storefront", "public", "sign-up", "proof")) {
      flags.put("rate." + each, "1000000/1s");
    }
    flags.put(
        "postgres.url",
        "postgresql://%s:%d/%s".formatted(office.host(), office.port(), office.database()));
    flags.put("postgres.office.user", office.user());
    flags.put("postgres.office.password-file", secret(dir, "pg", office.password()));
    flags.put("amqp.url", "amqp://%s:%d".formatted(broker.host(), broker.port()));
    flags.put("amqp.password-file", secret(dir, "amqp", broker.officePassword()));
    flags.put("amqp.reconnect-max", "500ms");
    flags.put("amqp.artemis", "true");
    flags.put("deadline.poll", "100ms");
    flags.put("operation.poll", "100ms");
    flags.put("metrics.poll", "100ms");
    flags.put("http.trusted-proxies", "127.0.0.1");
    flags.put("auth.totp.required-for", "auditor");
    flags.put("webhook.poll", "100ms");
    flags.put("webhook.timeout", "20s");
    flags.put("webhook.loopback", "true");
    flags.put("webhook.trust-file", TestOffice.class.getResource("/webhook/ca.pem").getPath());
    flags.put("keys.wrapping-file", secret(dir, "wrapping", "5a".repeat(32)));
    flags.put("keys.office-signing-file", secret(dir, "office-signing", "7e".repeat(32)));
    flags.put("office.country", "GT");
    flags.put("cluster.name", "test-" + port);
    flags.put("cluster.port", member.substring(member.indexOf(':') + 1));
    flags.put("cluster.bus-port", "" + StickyPort.renew(dir.resolve("bus-port")));
    flags.put("cluster.members", member);
    flags.put("compute.tenants", "[small weight=2 max-live=1 rate=1000]");
    flags.putAll(TestPrograms.flags(dir));
    return flags;
  }

  private static String secret(Path dir, String name, String text) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    return Files.writeString(Files.createFile(dir.resolve(name), mode), text).toString();
  }
}
