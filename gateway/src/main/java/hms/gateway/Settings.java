package hms.gateway;

import hms.cluster.ClusterConfig;
import hms.cluster.node.ComputeConfig;
import hms.domain.job.Pace;
import hms.gateway.amqp.AmqpVerticle;
import hms.gateway.config.OfficeConfig;
import hms.gateway.config.SecretFiles;
import hms.gateway.http.Api;
import hms.gateway.http.HttpVerticle;
import hms.storage.pg.DatabaseConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What each part is told, from the configuration of the node. */
final class Settings {
  private Settings() {}

  static DatabaseConfig office(OfficeConfig config) {
    var postgres = config.postgres();
    Path password = postgres.officePasswordFile().orElseThrow();
    return database(
        postgres.url(), postgres.officeUser(), SecretFiles.read(password), postgres.poolSize());
  }

  /** The way in that may change the schema; empty on a node that does not migrate. */
  static Optional<DatabaseConfig> owner(OfficeConfig config) {
    var postgres = config.postgres();
    return postgres
        .ownerPasswordFile()
        .map(file -> database(postgres.url(), postgres.ownerUser(), SecretFiles.read(file), 1));
  }

  static AmqpVerticle.Settings broker(OfficeConfig config) {
    var amqp = config.amqp();
    return new AmqpVerticle.Settings(
        amqp.url().getHost(),
        amqp.url().getPort(),
        amqp.user(),
        SecretFiles.read(amqp.passwordFile().orElseThrow()));
  }

  static HttpVerticle.Settings http(OfficeConfig config) {
    var http = config.http();
    return new HttpVerticle.Settings(
        http.host(),
        http.port(),
        http.publicUrl().toString().replaceAll("/$", ""),
        new Api.Limits(http.jsonMaxBytes(), http.imageMaxBytes(), http.inFlight()));
  }

  static ClusterConfig cluster(OfficeConfig config) {
    var cluster = config.cluster();
    return new ClusterConfig(
        cluster.name(), cluster.host(), cluster.port(), cluster.busPort(), cluster.members());
  }

  static ComputeConfig compute(OfficeConfig config) {
    var compute = config.compute();
    var pace =
        new Pace(compute.lease(), compute.heartbeat(), compute.chunkTarget(), compute.attempts());
    return new ComputeConfig(config.node().name(), compute.slots(), pace);
  }

  private static DatabaseConfig database(URI url, String user, String password, int poolSize) {
    return new DatabaseConfig(
        url.getHost(), url.getPort(), url.getPath().substring(1), user, password, poolSize);
  }
}
