package hms.gateway;

import hms.cluster.ClusterVertx;
import hms.cluster.job.JobTypes;
import hms.domain.audit.AuditDigest;
import hms.domain.message.Queues;
import hms.domain.message.SecretWrapping;
import hms.domain.product.Pricing;
import hms.gateway.amqp.AmqpVerticle;
import hms.gateway.artisan.ArtisanMessages;
import hms.gateway.artisan.ArtisanNotices;
import hms.gateway.artisan.ArtisanRoutes;
import hms.gateway.artisan.ArtisanService;
import hms.gateway.artisan.ArtisanTimes;
import hms.gateway.audit.AuditSealer;
import hms.gateway.batch.BatchRoutes;
import hms.gateway.channel.ChannelRoutes;
import hms.gateway.channel.StorefrontRoutes;
import hms.gateway.command.Mint;
import hms.gateway.command.ServiceVerticle;
import hms.gateway.config.OfficeConfig;
import hms.gateway.contract.BodySchemas;
import hms.gateway.contract.Contract;
import hms.gateway.contract.ContractCheck;
import hms.gateway.contract.ContractRoutes;
import hms.gateway.contract.MessageTypeRoutes;
import hms.gateway.contract.MessageTypes;
import hms.gateway.deadline.DeadlineRoutes;
import hms.gateway.deadline.DeadlineTimer;
import hms.gateway.desk.Desk;
import hms.gateway.desk.TradeRules;
import hms.gateway.event.EventFeed;
import hms.gateway.event.EventRoutes;
import hms.gateway.http.HttpVerticle;
import hms.gateway.http.Observation;
import hms.gateway.http.Routes;
import hms.gateway.http.SealedCursors;
import hms.gateway.job.JobFeature;
import hms.gateway.job.JobInputRoutes;
import hms.gateway.key.ChannelKeyRoutes;
import hms.gateway.key.KeyMessages;
import hms.gateway.key.KeyRoutes;
import hms.gateway.key.KeyService;
import hms.gateway.key.KeyTimes;
import hms.gateway.message.ChannelPost;
import hms.gateway.message.MessageDesk;
import hms.gateway.message.NoticePublisher;
import hms.gateway.message.OfficeMessages;
import hms.gateway.message.OutboxRelay;
import hms.gateway.metrics.Metrics;
import hms.gateway.metrics.QueueMeters;
import hms.gateway.ops.AccessLog;
import hms.gateway.ops.Health;
import hms.gateway.ops.OpsRoutes;
import hms.gateway.order.Intake;
import hms.gateway.order.OrderClock;
import hms.gateway.order.OrderFeature;
import hms.gateway.order.OrderMessages;
import hms.gateway.order.OrderService;
import hms.gateway.order.RefundTotals;
import hms.gateway.order.ShopMessages;
import hms.gateway.product.ProductFeature;
import hms.gateway.product.ProductMessages;
import hms.gateway.product.ProductService;
import hms.gateway.product.ProductTimes;
import hms.gateway.rule.RuleRoutes;
import hms.gateway.session.SessionDesk;
import hms.gateway.sweep.HouseSweep;
import hms.gateway.trace.Tracing;
import hms.gateway.trust.KeyRing;
import hms.gateway.trust.PasswordVault;
import hms.gateway.user.TokenRoutes;
import hms.gateway.user.UserRoutes;
import hms.gateway.webhook.WebhookFeature;
import hms.storage.JobStore;
import hms.storage.pg.PgDatabase;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The gateway of a node, put together: whoever wants to know what uses what, reads this screen from
 * top to bottom. Everything is built with {@code new}; nothing is looked up.
 */
final class Office {
  private final ClusterVertx cluster;
  private final Duration drainDelay;
  private final AmqpVerticle amqp;
  private final OutboxRelay relay;
  private final NoticePublisher publisher;
  private final DeadlineTimer timer;
  private final AuditSealer sealer;
  private final HouseSweep sweep;
  private final WebhookFeature webhooks;
  private final LongWorks longWorks;
  private final AccessLog access = new AccessLog();
  private final HttpVerticle http;
  private final EventFeed events;
  private final Health health;
  private final QueueMeters queues;
  private final TradeRules rules;
  private final List<ServiceVerticle<?, ?>> services;

  Office(
      OfficeConfig config,
      ClusterVertx cluster,
      PgDatabase database,
      JobStore jobs,
      JobTypes types,
      Metrics metrics,
      Tracing tracing) {
    var clock = Clock.systemUTC();
    var random = new SecureRandom();
    var mint = new Mint(clock, random);
    var bus = cluster.bus();
    var vertx = cluster.vertx();
    String node = cluster.nodeId();
    this.cluster = cluster;
    this.drainDelay = config.node().drainDelay();

    var wake = new Wake();
    byte[] wrappingKey = Settings.wrappingKey(config);
    var stores = database.stores(wake).digesting(new AuditDigest(wrappingKey));
    var relayed = stores.forRelay();
    var wrapping = new SecretWrapping(wrappingKey);
    var officeKey = Settings.officeKey(config);
    var keys = new KeyRing(stores, wrapping, officeKey, random);
    var messages = new OfficeMessages(mint, config.message().expiry());

    var artisans = new ArtisanService(new ArtisanNotices(messages), mint);
    var artisanKeys = new KeyService(keys, messages, mint);
    var trade = config.office();
    this.rules = new TradeRules(stores, trade.answerBy(), trade.mayPrice());
    var products =
        new ProductService(messages, () -> new Pricing(trade.currencies(), rules.mayPrice()), mint);
    var terms = new Intake.Terms(trade.currencies(), rules::answerBy);
    var orders = new OrderService(messages, terms, mint);
    var contract = Contract.load();
    this.longWorks =
        new LongWorks(
            new LongWorks.Tools(cluster, database, jobs, stores, contract, mint, wrappingKey),
            Settings.operations(config),
            artisans,
            products);
    var desk = new Desk(bus, rules);
    int queueMax = config.compute().queueMax();
    var tenants = config.compute().tenants();
    var schedules = JobFeature.schedules(bus, stores, types, mint, queueMax, tenants);
    this.services =
        Services.of(bus, stores, mint, artisans, artisanKeys, products, orders, desk, schedules);

    var letters =
        new MessageDesk(
            stores,
            keys,
            List.of(
                new ArtisanMessages(artisans),
                new KeyMessages(artisanKeys),
                new ProductMessages(products),
                new OrderMessages(orders)),
            List.of(new ShopMessages(orders)),
            messages,
            new MessageDesk.Settings(config.message().skew(), config.message().holdMax()),
            clock);
    var broker = Settings.broker(config);
    this.amqp = new AmqpVerticle(broker, letters, tracing);
    var signing = new KeyRing(relayed, wrapping, officeKey, random);
    this.relay =
        new OutboxRelay(
            relayed, signing, amqp::carry, tracing, node, config.outbox().poll().toMillis(), clock);
    this.publisher =
        new NoticePublisher(
            stores, List.of(new RefundTotals()), mint, config.outbox().poll().toMillis());
    this.webhooks =
        new WebhookFeature(
            new WebhookFeature.Parts(
                vertx, bus, stores, relayed, wrapping, tracing, metrics.registry(), mint, node),
            config.webhook());
    wake.up(relay, publisher, webhooks);
    var times =
        List.of(
            new ArtisanTimes(artisans),
            new KeyTimes(artisanKeys),
            new ProductTimes(products),
            new OrderClock(orders));
    this.timer =
        new DeadlineTimer(stores, times, tracing, mint, config.deadline().poll().toMillis());
    this.sweep = new HouseSweep(stores, mint, config.compute().keep(), amqp::remove);
    this.sealer = new AuditSealer(relayed, mint, wrappingKey);
    this.health = new Health(stores, amqp::linked);
    long poll = config.metrics().poll().toMillis();
    this.queues = new QueueMeters(stores, relayed, amqp::linked, metrics.registry(), poll);

    var settings = Settings.http(config);
    var bootstrap = new KeyRoutes.Bootstrap(settings.publicUrl(), broker.host(), broker.port());
    var post = new ChannelPost(relayed, signing, clock);
    var lab = vertx.createSharedWorkerExecutor("hms-photo", 2);
    var hashes = metrics.registry().counter("hms.password.hashes");
    var vault = new PasswordVault(vertx, random, hashes::increment);
    var people = new SessionDesk(bus, stores, vault, wrapping, mint, settings);
    this.events = new EventFeed(vertx, stores, database.jobViews(), clock);
    var slips = vertx.createSharedWorkerExecutor("hms-slip", 1);
    var trades =
        Stream.of(
                ProductFeature.routes(bus, lab, mint),
                OrderFeature.routes(bus, slips),
                JobFeature.routes(
                    bus,
                    jobs,
                    database.jobViews(),
                    database.nodeViews(),
                    types,
                    mint,
                    queueMax,
                    tenants))
            .flatMap(List::stream)
            .toList();
    List<Routes> doors =
        List.of(
            new OpsRoutes(health, metrics::scrape),
            new JobInputRoutes(),
            new ArtisanRoutes(bus, queueId -> amqp.declare(Queues.artisan(queueId))),
            new KeyRoutes(bus, bootstrap, queueId -> amqp.declare(Queues.artisan(queueId))),
            new ChannelKeyRoutes(bus),
            new ChannelRoutes(bus, vertx, post, keys.office(), amqp::declare),
            new EventRoutes(events),
            new BatchRoutes(clock, settings.limits().times().work()),
            new StorefrontRoutes(bus),
            webhooks.routes(),
            new UserRoutes(bus, vault, mint),
            new TokenRoutes(bus, mint),
            new RuleRoutes(bus),
            new DeadlineRoutes(bus),
            new MessageTypeRoutes(MessageTypes.of(contract, letters.types())));
    var routes =
        Stream.of(doors, trades, people.routes(), desk.routes(), longWorks.routes())
            .flatMap(List::stream)
            .toList();
    new ContractCheck(contract)
        .hold(routes.stream().flatMap(each -> each.routes().stream()).toList());
    var all = Stream.concat(routes.stream(), Stream.of(new ContractRoutes(contract))).toList();
    var observers =
        Stream.of(metrics.calls(), access).limit(config.log().access() ? 2 : 1).toList();
    var observation = new Observation(contract.names(), observers, tracing);
    var cursors = new SealedCursors(wrappingKey, random, clock);
    var bodies = new BodySchemas(contract);
    this.http = new HttpVerticle(settings, stores, keys, cursors, clock, all, observation, bodies);
  }

  /** Services first, doors last. */
  Future<Void> start() {
    var vertx = cluster.vertx();
    return vertx
        .deployVerticle(rules)
        .compose(known -> Future.all(services.stream().map(vertx::deployVerticle).toList()))
        .compose(up -> deploy(List.of(relay, publisher, timer, sealer, sweep)))
        .compose(up -> webhooks.start(vertx))
        .compose(up -> longWorks.start(vertx))
        .compose(up -> deploy(List.of(amqp, health, queues, http)));
  }

  private Future<Void> deploy(List<VerticleBase> inOrder) {
    Future<Void> up = Future.succeededFuture();
    for (var each : inOrder) {
      up = up.compose(before -> cluster.vertx().deployVerticle(each).mapEmpty());
    }
    return up;
  }

  /**
   * Doors first: who balances the load hears that this node goes and callers that they should come
   * by another connection, what is in flight ends, then the rest goes.
   */
  Future<Void> stop() {
    var vertx = cluster.vertx();
    health.drain();
    http.drain();
    return vertx
        .timer(1 + drainDelay.toMillis())
        .compose(known -> events.close())
        .compose(told -> undeploy(List.of(http, amqp, timer)))
        .compose(down -> webhooks.stop(vertx))
        .compose(down -> longWorks.stop(vertx))
        .compose(down -> undeploy(List.of(sweep, sealer, publisher, relay, rules)))
        .compose(down -> access.close());
  }

  private Future<Void> undeploy(List<VerticleBase> inOrder) {
    Future<Void> down = Future.succeededFuture();
    for (var each : inOrder) {
      down = down.compose(before -> cluster.vertx().undeploy(each.deploymentID()));
    }
    return down;
  }
}
