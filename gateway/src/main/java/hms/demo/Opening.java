package hms.demo;

import hms.client.ApiClient;
import hms.gateway.trust.PasswordVault;
import java.security.SecureRandom;

/** The system comes up: three processes beside this one. */
final class Opening implements Report.Step {
  private final Scene scene;

  Opening(Scene scene) {
    this.scene = scene;
  }

  @Override
  public void play() throws Exception {
    var cluster = scene.stage().cluster();
    var servers = scene.stage().servers();
    var office = cluster.startOffice();
    scene.hire(
        Cast.hire(
            cluster.url(),
            servers.access(),
            new PasswordVault(servers.vertx(), new SecureRandom(), () -> {}),
            scene.content().people(),
            scene.dir().resolve("tokens")));
    ApiClient anyone = scene.cast().anyone();
    String status = anyone.get("/readyz").body().path("status").asText();
    scene.report().equal("ready", status, "office node, process " + office.pid());
    for (int number = 1; number <= 2; number++) {
      var node = cluster.startCompute(number);
      scene.report().check(node.alive(), "%s, process %d".formatted(node.name(), node.pid()));
    }
    String version =
        "PostgreSQL on port %d and AMQP broker on port %d are embedded"
            .formatted(servers.postgres().port(), servers.broker().port());
    scene.report().say(version);
  }
}
