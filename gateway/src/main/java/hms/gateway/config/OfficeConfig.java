package hms.gateway.config;

import java.util.List;

/**
 * All settings of one node. Precedence: flag, environment ({@code HMS_HTTP_PORT}), file, default.
 *
 * @param values every key with its value and origin, sorted
 */
public record OfficeConfig(
    NodeConfig node,
    HttpConfig http,
    RateConfig rate,
    AuthConfig auth,
    PostgresConfig postgres,
    AmqpConfig amqp,
    KeysConfig keys,
    MessageConfig message,
    OutboxConfig outbox,
    WebhookConfig webhook,
    DeadlineConfig deadline,
    OperationConfig operation,
    TradeConfig office,
    ClusterConfig cluster,
    ComputeConfig compute,
    LogConfig log,
    MetricsConfig metrics,
    TraceConfig trace,
    List<EffectiveValue> values) {

  /**
   * @throws ConfigRefused with all problems at once
   */
  public static OfficeConfig load(ConfigSources sources) {
    var in = new ConfigReader(sources);
    OfficeConfig config = read(in);
    in.refuseProblems();
    return config;
  }

  private static OfficeConfig read(ConfigReader in) {
    var node = NodeConfig.read(in);
    boolean gateway = node.has(NodeRole.GATEWAY);
    var postgres = PostgresConfig.read(in);
    var http = HttpConfig.read(in, postgres.poolSize());
    var rate = RateConfig.read(in);
    var auth = AuthConfig.read(in);
    var amqp = AmqpConfig.read(in, gateway);
    var keys = KeysConfig.read(in, gateway);
    var message = MessageConfig.read(in);
    var outbox = OutboxConfig.read(in);
    var webhook = WebhookConfig.read(in);
    var deadline = DeadlineConfig.read(in);
    var operation = OperationConfig.read(in);
    var office = TradeConfig.read(in, gateway);
    var cluster = ClusterConfig.read(in);
    var compute = ComputeConfig.read(in, gateway);
    var log = LogConfig.read(in);
    var metrics = MetricsConfig.read(in);
    var trace = TraceConfig.read(in);
    return new OfficeConfig(
        node,
        http,
        rate,
        auth,
        postgres,
        amqp,
        keys,
        message,
        outbox,
        webhook,
        deadline,
        operation,
        office,
        cluster,
        compute,
        log,
        metrics,
        trace,
        in.values());
  }

  /** A line a key: {@code http.port = 8080 (default)}. Holds no secret. */
  public String show() {
    var lines = new StringBuilder();
    for (EffectiveValue each : values) {
      lines.append("%s = %s (%s)%n".formatted(each.key(), each.value(), each.origin()));
    }
    return lines.toString();
  }
}
