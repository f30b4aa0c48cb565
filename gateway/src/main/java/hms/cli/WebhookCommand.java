package hms.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Where storefronts are told by HTTP. */
@Command(
    name = "webhook",
    mixinStandardHelpOptions = true,
    description = "Tell a storefront by HTTP what happens to its orders and to listings.")
final class WebhookCommand {
  private static final String PATH = "/api/v1/webhooks";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** What can be said of one. */
  static final class Terms {
    @Option(
        names = "--types",
        split = ",",
        paramLabel = "TYPE",
        description = "Only messages of these types; all unless told.")
    private @Nullable List<String> types;

    @Option(names = "--enabled", arity = "1", paramLabel = "true|false")
    private @Nullable Boolean enabled;

    private ObjectNode body(@Nullable String url) {
      var body = JSON.createObjectNode();
      if (url != null) body.put("url", url);
      if (types != null) types.forEach(body.putArray("types")::add);
      if (enabled != null) body.put("enabled", enabled);
      return body;
    }
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Call this address from now on; prints its secret, once.")
  int create(
      @Mixin Connection connection,
      @Mixin Terms terms,
      @Parameters(paramLabel = "URL") String url,
      @Option(
              names = "--channel",
              paramLabel = "ID",
              description = "Of which storefront; yourself unless told.")
          @Nullable String channel) {
    var body = terms.body(url);
    if (channel != null) body.put("channel", channel);
    return print(connection.client().post(PATH, body).body());
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "List them.")
  int list(@Mixin Connection connection) {
    for (var each : connection.client().get(PATH + "?limit=200").body().path("items")) {
      String state =
          each.path("disabledBecause").asText(each.path("enabled").asBoolean() ? "on" : "off");
      line("%s\t%s\t%s", each.path("oid").asText(), state, each.path("url").asText());
    }
    return 0;
  }

  @Command(name = "get", mixinStandardHelpOptions = true, description = "Print one as JSON.")
  int get(@Mixin Connection connection, @Parameters(paramLabel = "ID") String oid) {
    return print(connection.client().get(one(oid)).body());
  }

  @Command(
      name = "update",
      mixinStandardHelpOptions = true,
      description = "Call another address, tell other types, switch it on or off.")
  int update(
      @Mixin Connection connection,
      @Mixin Terms terms,
      @Parameters(paramLabel = "ID") String oid,
      @Option(names = "--url", paramLabel = "URL") @Nullable String url) {
    var api = connection.client();
    String seen = api.get(one(oid)).etag();
    return print(api.patch(one(oid), terms.body(url), seen).body());
  }

  @Command(name = "delete", mixinStandardHelpOptions = true, description = "Call it no more.")
  int delete(@Mixin Connection connection, @Parameters(paramLabel = "ID") String oid) {
    var api = connection.client();
    var gone = api.delete(one(oid), api.get(one(oid)).etag());
    return gone.status() / 100 == 2 ? 0 : 1;
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description =
          "Sign by another secret; prints it, once. For a while the one of now signs too.")
  int rotate(
      @Mixin Connection connection,
      @Parameters(paramLabel = "ID") String oid,
      @Option(
              names = "--keep-seconds",
              paramLabel = "SECONDS",
              description = "How long the one of now signs too: 0 to 604800; a day unless told.")
          @Nullable Long keep) {
    var body = JSON.createObjectNode();
    if (keep != null) body.put("keepSeconds", keep);
    return print(connection.client().post(one(oid) + "/rotate", body).body());
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Send it a message that says nothing; prints the id of the message.")
  int test(@Mixin Connection connection, @Parameters(paramLabel = "ID") String oid) {
    var asked = connection.client().post(one(oid) + "/test", JSON.createObjectNode()).body();
    line("%s", asked.path("message").asText());
    return 0;
  }

  @Command(
      name = "redeliver",
      mixinStandardHelpOptions = true,
      description = "Tell it some messages once more, before what is new.")
  int redeliver(
      @Mixin Connection connection,
      @Parameters(paramLabel = "ID") String oid,
      @Option(names = "--from", required = true, paramLabel = "NUMBER") long from,
      @Option(names = "--to", paramLabel = "NUMBER", description = "Up to where it is unless told.")
          @Nullable Long to) {
    var body = JSON.createObjectNode().put("from", from);
    if (to != null) body.put("to", to);
    return print(connection.client().post(one(oid) + "/redeliver", body).body());
  }

  @Command(
      name = "deliveries",
      mixinStandardHelpOptions = true,
      description = "List the calls that were made, the latest first.")
  int deliveries(@Mixin Connection connection, @Parameters(paramLabel = "ID") String oid) {
    for (var each : connection.client().get(one(oid) + "/deliveries").body().path("items")) {
      line(
          "%s\t%s\t%s\t%s\t%d ms\t%s",
          each.path("at").asText(),
          each.path("sequence").asText("test"),
          each.path("message").asText(),
          each.path("status").asText("-"),
          each.path("millis").asLong(),
          each.path("body").asText());
    }
    return 0;
  }

  private static String one(String oid) {
    return PATH + "/" + oid;
  }

  private int print(JsonNode json) {
    line("%s", json.toPrettyString());
    return 0;
  }

  private void line(String form, Object... values) {
    spec.commandLine().getOut().println(form.formatted(values));
  }
}
