package hms.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OfficeConfigTest {
  private static final Path SHIPPED = Path.of("../conf/hms.yaml");
  @TempDir Path dir;
  private final Map<String, String> required = new HashMap<>();

  @BeforeEach
  void writeSecrets() throws IOException {
    for (String key :
        List.of(
            "postgres.office.password-file",
            "amqp.password-file",
            "keys.wrapping-file",
            "keys.office-signing-file")) {
      required.put(key, secret(key, "rw-------").toString());
    }
    required.put("office.country", "GT");
  }

  @Test
  void defaults_suit_one_machine() {
    OfficeConfig config = OfficeConfig.load(flags(Map.of()));

    assertThat(config.node().roles()).containsExactly(NodeRole.GATEWAY, NodeRole.COMPUTE);
    assertThat(config.http().port()).isEqualTo(8080);
    assertThat(config.http().publicUrl()).isEqualTo(URI.create("http://127.0.0.1:8080"));
    assertThat(config.http().jsonMaxBytes()).isEqualTo(1 << 20);
    assertThat(config.http().inFlight()).isGreaterThanOrEqualTo(40);
    assertThat(config.postgres().poolSize()).isGreaterThanOrEqualTo(5);
    assertThat(config.postgres().office())
        .hasToString("postgresql://hms_office@127.0.0.1:5432/hms");
    assertThat(config.postgres().owner()).isEmpty();
    assertThat(config.amqp().password()).isEqualTo("secret of amqp.password-file");
    assertThat(config.office().currencies()).containsExactly("EUR");
    assertThat(config.compute().lease()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void the_shipped_file_names_every_key_with_its_default() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    OfficeConfig.load(flags(Map.of())).values().forEach(v -> expected.put(v.key(), v.byDefault()));

    Map<String, String> shipped = new TreeMap<>();
    for (String line : Files.readAllLines(SHIPPED)) {
      if (!line.matches("# [a-z.-]+: .*")) continue;
      int colon = line.indexOf(':');
      shipped.put(line.substring(2, colon), line.substring(colon + 2).replace("\"", ""));
    }

    assertThat(shipped).isEqualTo(expected);
  }

  @Test
  void the_shipped_file_loads_and_still_does_when_every_key_is_uncommented() throws IOException {
    String all = Files.readString(SHIPPED).replaceAll("(?m)^# ([a-z.-]+: )", "$1");
    Path file = Files.writeString(dir.resolve("all.yaml"), all);

    OfficeConfig config =
        OfficeConfig.load(new ConfigSources(required, Map.of(), Optional.of(file)));

    assertThat(config.values())
        .filteredOn(value -> value.origin().equals("all.yaml"))
        .hasSize(config.values().size() - required.size());
    assertThat(
            OfficeConfig.load(new ConfigSources(required, Map.of(), Optional.of(SHIPPED))).node())
        .isEqualTo(config.node());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "node.name; north-1; cellar!",
        "node.roles; compute; cook",
        "node.drain-timeout; 1s; 11m",
        "http.host; localhost; 0.0.0.0",
        "http.port; 65535; 65536",
        "http.public-url; https://hms.example; hms.example",
        "http.public-url; http://localhost:8080; http://hms.example",
        "auth.totp.required-for; admin,artisan-manager; cook",
        "http.json-max; 2MiB; 2MB",
        "http.image-max; 20MiB; 0B",
        "http.in-flight; 7; -1",
        "http.trusted-proxies; 127.0.0.1,::1; proxy.example",
        "rate.artisan; 1/1s; 0/1s",
        "rate.office; 1000000/1d; 1000001/1d",
        "rate.storefront; 6000/1m; 6000/500ms",
        "rate.public; 120/24h; 120/2d",
        "rate.sign-up; 7/12h; 7",
        "rate.proof; 1/1h; 1/h",
        "postgres.url; postgresql://db:5433/other; postgresql://db/other",
        "postgres.pool-size; 1000; 1001",
        "amqp.url; amqp://broker:5673; http://broker:5673",
        "amqp.reconnect-min; 1s; 1",
        "amqp.reconnect-max; 1m; 11m",
        "message.skew; 1h; 2h",
        "message.expiry; 30d; 31d",
        "message.hold-max; 0; many",
        "outbox.poll; 50ms; 49ms",
        "deadline.poll; 50ms; 49ms",
        "office.country; DE; Germany",
        "office.currencies; EUR,GTQ; XYZ",
        "office.answer-by; 1m; 59s",
        "office.may-price; true; perhaps",
        "cluster.name; south; so uth",
        "cluster.port; 1; 0",
        "cluster.bus-port; 1; 0",
        "cluster.public-port; 1; 65536",
        "cluster.public-bus-port; 1; 65536",
        "cluster.members; a:1,b:2; a",
        "compute.slots; 1024; 1025",
        "compute.lease; 1m; 2m",
        "compute.heartbeat; 1s; 2s",
        "compute.chunk-target; 10ms; 9ms",
        "compute.attempts; 1; 0",
        "compute.queue-max; 0; -1",
        "compute.keep; 90d; 59m",
        "compute.tenants; reports weight=3 rate=50,* max-live=9; reports weight=0",
        "compute.tenants; a,b max-slots=1; a rate=1 rate=2",
        "compute.tenants; a; a,a",
        "compute.tenants; a; a width=3",
        "compute.plugins; .; nowhere",
        "compute.stream.enabled; false; perhaps",
        "compute.stream.programs; [cat=/bin/cat -u, sort=/usr/bin/sort]; cat=/nowhere/cat",
        "compute.stream.memory; 64MiB; 63MiB",
        "compute.stream.cpu; 1s; 999ms",
        "log.level; trace; loud",
        "log.access; false; 1",
        "metrics.poll; 5m; 99ms"
      })
  void a_key_accepts_its_range_and_nothing_beyond(String key, String good, String bad) {
    OfficeConfig config = OfficeConfig.load(flags(Map.of(key, good)));

    assertThat(config.values()).contains(new EffectiveValue(key, good, defaultOf(key), "flag"));
    assertThat(problems(Map.of(key, bad))).singleElement().asString().contains(key);
  }

  @Test
  void passwords_and_sessions_do_not_go_over_plain_http_beyond_this_machine() {
    assertThat(problems(Map.of("http.public-url", "http://hms.example:8080")))
        .containsExactly(
            "http.public-url: 'http://hms.example:8080' is plain HTTP beyond this machine:"
                + " passwords and sessions need https");
    for (String safe : List.of("http://127.0.0.1:80", "http://[::1]:80", "http://localhost:80")) {
      assertThat(OfficeConfig.load(flags(Map.of("http.public-url", safe))).http().publicUrl())
          .hasToString(safe);
    }
  }

  @Test
  void programs_are_named_before_any_may_run_and_each_once() {
    assertThat(problems(Map.of("compute.stream.enabled", "true")))
        .containsExactly("compute.stream.enabled: there are no compute.stream.programs");
    assertThat(problems(Map.of("compute.stream.programs", "[a=/bin/cat, a=/usr/bin/sort]")))
        .containsExactly("compute.stream.programs: expected each name once");
  }

  @Test
  void a_flag_beats_the_environment_and_that_the_file() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("my.yaml"), "http:\n  port: 1\n  json-max: 3KiB\nlog.level: warn\n");
    var flags = new HashMap<>(required);
    flags.put("http.port", "3");
    var environment = Map.of("HMS_HTTP_PORT", "2", "HMS_HTTP_JSON_MAX", "2KiB", "HMS_DEBUG", "1");

    OfficeConfig config =
        OfficeConfig.load(new ConfigSources(flags, environment, Optional.of(file)));

    assertThat(config.show())
        .contains("http.port = 3 (flag)")
        .contains("http.json-max = 2KiB (environment)")
        .contains("log.level = warn (my.yaml)")
        .contains("http.image-max = 10MiB (default)");
  }

  @Test
  void all_problems_are_named_at_once_with_the_nearest_key() throws IOException {
    Path file =
        Files.writeString(dir.resolve("bad.yaml"), "http:\n  prot: 1\npostgres.pool-size: 0x\n");
    var sources =
        new ConfigSources(
            Map.of("outbox.pol", "1s"), Map.of("HMS_LOG_LEVL", "info"), Optional.of(file));

    assertThatThrownBy(() -> OfficeConfig.load(sources))
        .isInstanceOf(ConfigRefused.class)
        .hasMessageContaining("http.prot: unknown key of " + file + "; did you mean http.port?")
        .hasMessageContaining("outbox.pol: unknown key of a flag; did you mean outbox.poll?")
        .hasMessageContaining(
            "HMS_LOG_LEVL: unknown key of the environment; did you mean HMS_LOG_LEVEL?")
        .hasMessageContaining(
            "postgres.pool-size: '0x' (bad.yaml): expected a number from 0 to 1000")
        .hasMessageContaining("office.country")
        .hasMessageContaining("postgres.office.password-file is missing")
        .hasMessageContaining("amqp.password-file is missing")
        .hasMessageContaining("keys.wrapping-file is missing")
        .hasMessageContaining("keys.office-signing-file is missing");
  }

  @Test
  void a_compute_node_needs_no_broker_no_keys_and_no_country() {
    String key = "postgres.office.password-file";
    var flags = Map.of("node.roles", "compute", key, required.get(key));

    OfficeConfig config = OfficeConfig.load(new ConfigSources(flags, Map.of(), Optional.empty()));

    assertThat(config.node().has(NodeRole.GATEWAY)).isFalse();
  }

  @Test
  void a_secret_that_others_can_read_is_refused_and_no_secret_is_shown() throws IOException {
    Path open = secret("open", "rw-r--r--");

    assertThat(problems(Map.of("postgres.owner.password-file", open.toString())))
        .singleElement()
        .asString()
        .contains("others can read it");
    assertThat(OfficeConfig.load(flags(Map.of())).show()).doesNotContain("secret of");
  }

  @Test
  void a_file_that_is_absent_or_no_yaml_is_refused() throws IOException {
    Path broken = Files.writeString(dir.resolve("broken.yaml"), "a: [\n");

    for (Path file : List.of(broken, dir.resolve("absent.yaml"))) {
      var sources = new ConfigSources(required, Map.of(), Optional.of(file));
      assertThatThrownBy(() -> OfficeConfig.load(sources)).hasMessageContaining(file.toString());
    }
  }

  private ConfigSources flags(Map<String, String> more) {
    var flags = new HashMap<>(required);
    flags.putAll(more);
    return new ConfigSources(flags, Map.of(), Optional.empty());
  }

  private List<String> problems(Map<String, String> flags) {
    return catchThrowableOfType(ConfigRefused.class, () -> OfficeConfig.load(flags(flags)))
        .problems();
  }

  private String defaultOf(String key) {
    return OfficeConfig.load(flags(Map.of())).values().stream()
        .filter(value -> value.key().equals(key))
        .findFirst()
        .orElseThrow()
        .byDefault();
  }

  private Path secret(String key, String mode) throws IOException {
    Path file = Files.writeString(dir.resolve(key), "secret of " + key + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
