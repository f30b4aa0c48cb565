package hms.bench;

import hms.domain.Actor;
import hms.domain.Role;
import hms.gateway.local.LocalServers;
import hms.storage.pg.PgStores;
import hms.storage.pg.RolePools;
import hms.storage.pg.Sent;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A gateway node over HTTP against what it could be at best, and against what one runs instead. */
final class HttpBench {

  /** Fewer than may wait for the database: beyond it, a node refuses. */
  private static final int CONNECTIONS = 16;

  private static final List<String> NONE = List.of();

  private static final List<String> LOOK =
      Calls.LOOK.entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()).toList();

  private final Vertx vertx;
  private final LocalServers servers;
  private final Tools tools;
  private final Path dir;
  private final Scale scale;
  private final Pgbench pgbench;
  private final PgStores stores;

  /** Programs and files beside this one. */
  record Tools(Path pgbench, Path wrk, Optional<Path> peer, Path scripts) {}

  /**
   * @param rounds that count
   * @param seconds a round
   * @param warmSeconds before orders count
   * @param products in the catalogue
   * @param peers how many of them the peer gets; a page is as long
   */
  record Scale(int rounds, int seconds, int warmSeconds, int products, int peers) {
    static final Scale WHOLE = new Scale(5, 3, 20, 20_000, 200);
    static final Scale QUICK = new Scale(2, 2, 10, 5_000, 60);
  }

  HttpBench(Vertx vertx, LocalServers servers, Tools tools, Path dir, Scale scale) {
    this.vertx = vertx;
    this.servers = servers;
    this.tools = tools;
    this.dir = dir;
    this.scale = scale;
    this.pgbench =
        new Pgbench(tools.pgbench(), servers.postgres().office(), servers.postgres().pid());
    this.stores = new PgStores(RolePools.open(vertx, servers.postgres().office()), () -> {});
  }

  /**
   * @param only the parts that are wanted; empty for all
   */
  HttpFindings run(Set<String> only) {
    say("filling in %,d products".formatted(scale.products()));
    pgbench.once(tools.scripts().resolve("fill.sql"), "products=" + scale.products());
    // Nobody can sign for these artisans: what is written to them waits.
    pgbench.once(tools.scripts().resolve("keyless.sql"));
    settle();
    String token = servers.access().channelToken("bench").await();
    var comparisons = new ArrayList<Comparison>();
    var figures = new ArrayList<Figure>();
    try (var office = new OfficeUnderTest(dir, servers)) {
      figures.add(new Figure("ready-seconds", office.readySeconds(), "seconds", "<= 3"));
      figures.add(new Figure("idle-rss-mib", office.residentMib(), "MiB", "<= 256"));
      var ours = new Wrk(tools.wrk(), CONNECTIONS, office.pid(), servers.postgres().pid());
      var parts = new LinkedHashMap<String, Supplier<Comparison>>();
      parts.put("page", () -> page("catalogue page", office, ours, NONE));
      parts.put("page-looked-up", () -> page("catalogue page, looked up", office, ours, LOOK));
      parts.put("product", () -> product("product detail", office, ours, NONE));
      parts.put(
          "product-looked-up", () -> product("product detail, looked up", office, ours, LOOK));
      parts.put("traced", () -> traced(office, ours));
      parts.put("not-modified", () -> notModified(office, ours));
      parts.put("create", () -> create(office));
      parts.put("order", () -> order(office, token));
      tools.peer().ifPresent(peer -> parts.put("peer", () -> peer(office, ours, peer)));
      parts.forEach((name, part) -> {
        if (only.isEmpty() || only.contains(name)) comparisons.add(part.get());
      });
      if (!only.isEmpty() && !only.contains("load")) {
        return new HttpFindings(comparisons, figures, List.of());
      }
      var open = underLoad(office, calls(office, token));
      figures.addAll(open.figures());
      return new HttpFindings(comparisons, figures, open.rows());
    }
  }

  private UnderLoad underLoad(OfficeUnderTest office, Calls calls) {
    int bytes = Program.size(office.at("/api/v1/catalogue/products?limit=20"));
    try (var bare = Bare.start(bytes, dir)) {
      if (!Cores.apart(office.pid(), bare.pid())) say("node and load share their cores");
      return new UnderLoad(office.at("/"), bare.uri(), calls, scale);
    }
  }

  private Comparison page(String name, OfficeUnderTest office, Wrk ours, List<String> headers) {
    var first = Query.ALL.limitedTo(20);
    String script = reading(as -> as.products().catalogue(first).future());
    return Comparison.of(
        name,
        "HMS",
        () -> ours.load(office.at("/api/v1/catalogue/products?limit=20"), scale.seconds(), headers),
        "pgbench",
        peer("page", script, pgbench.as("hms_public")),
        scale.rounds());
  }

  private Comparison product(String name, OfficeUnderTest office, Wrk ours, List<String> headers) {
    var one = StorageBench.product(1);
    String script = reading(as -> as.products().visible(one));
    return Comparison.of(
        name,
        "HMS",
        () -> ours.load(office.at("/api/v1/catalogue/products/" + one), scale.seconds(), headers),
        "pgbench",
        peer("product", script, pgbench.as("hms_public")),
        scale.rounds());
  }

  /** What spans cost of which nobody is told. */
  private Comparison traced(OfficeUnderTest office, Wrk ours) {
    String more =
        "trace: {endpoint: 'http://127.0.0.1:%d', percent: 0}%n"
            .formatted(OfficeUnderTest.freePort());
    String path = "/api/v1/catalogue/products/" + StorageBench.product(1);
    try (var spans = new OfficeUnderTest(dir, servers, more)) {
      var traced = new Wrk(tools.wrk(), CONNECTIONS, spans.pid(), servers.postgres().pid());
      // Both are JVMs: one that has been asked more is the faster one.
      var warm = ours.load(office.at(path), scale.warmSeconds(), LOOK);
      var warmToo = traced.load(spans.at(path), scale.warmSeconds(), LOOK);
      return Comparison.of(
          "product detail with spans that are not told",
          "HMS with spans",
          () -> traced.load(spans.at(path), scale.seconds(), LOOK),
          "HMS without",
          () -> ours.load(office.at(path), scale.seconds(), LOOK),
          scale.rounds());
    }
  }

  private Comparison notModified(OfficeUnderTest office, Wrk ours) {
    try (var bare = Bare.start(0, dir)) {
      var limit = new Wrk(tools.wrk(), CONNECTIONS, bare.pid(), 0);
      var path = office.at("/api/v1/catalogue/products/" + StorageBench.product(1));
      var seen = List.of("If-None-Match: " + Program.tag(path));
      return Comparison.of(
          "not modified",
          "HMS",
          () -> ours.load(path, scale.seconds(), seen),
          "bare handler",
          () ->
              limit.load(
                  bare.uri(),
                  scale.seconds(),
                  List.of("If-None-Match: " + Program.tag(bare.uri()))),
          scale.rounds());
    }
  }

  private Comparison create(OfficeUnderTest office) {
    var managers = List.of(Role.ARTISAN_MANAGER);
    String manager = servers.access().userToken("bench@office.example", "Bench", managers).await();
    var products = SignedCreate.by(CONNECTIONS, office.at("/"), manager);
    var calls = calls(office, manager);
    var create = asking(office, () -> calls.create(products));
    var warm = create.apply(scale.warmSeconds() / 2);
    settle();
    return Comparison.of(
        "signed create",
        "HMS",
        () -> create.apply(scale.seconds()),
        "pgbench",
        peer("create", products.script(stores), pgbench.as("hms_artisan")),
        scale.rounds());
  }

  private Comparison order(OfficeUnderTest office, String token) {
    var order = asking(office, calls(office, token)::order);
    // Plans that a node has made for empty tables last until somebody looks at their size again.
    var warm = order.apply(scale.warmSeconds());
    settle();
    return Comparison.of(
        "order intake",
        "HMS",
        () -> order.apply(scale.seconds()),
        "pgbench",
        peer("order", OrderIntake.script(stores), pgbench),
        scale.rounds());
  }

  private void settle() {
    var owner = new Pgbench(tools.pgbench(), servers.postgres().owner(), servers.postgres().pid());
    owner.once(tools.scripts().resolve("settle.sql"));
  }

  private Comparison peer(OfficeUnderTest office, Wrk ours, Path program) {
    int port = OfficeUnderTest.freePort();
    say("filling in the peer");
    try (var peer = vendure(program, port)) {
      peer.awaitReady(URI.create("http://127.0.0.1:" + (port + 1) + "/"));
      var theirs = new Wrk(tools.wrk(), CONNECTIONS, peer.pid(), servers.postgres().pid());
      var query =
          URI.create(
              "http://127.0.0.1:"
                  + port
                  + "/shop-api?query=%7Bproducts(options%3A%7Btake%3A20%7D)"
                  + "%7Bitems%7Bid%20name%20slug%20description%7D%7D%7D");
      return Comparison.of(
          "catalogue page beside Vendure",
          "HMS",
          () -> ours.load(office.at("/api/v1/catalogue/products?limit=20"), scale.seconds(), NONE),
          "Vendure",
          () -> theirs.load(query, scale.seconds(), NONE),
          scale.rounds());
    }
  }

  private Program vendure(Path program, int port) {
    var owner = servers.postgres().owner();
    return Program.start(
        List.of("node", program.resolve("server.js").toString()),
        Map.of(
            "PEER_PORT",
            "" + port,
            "PEER_PRODUCTS",
            "" + scale.peers(),
            "PEER_DB_HOST",
            owner.host(),
            "PEER_DB_PORT",
            "" + owner.port(),
            "PEER_DB_USER",
            owner.user(),
            "PEER_DB_PASSWORD",
            owner.password()),
        dir.resolve("peer.log"));
  }

  /** What the node does for us, and PostgreSQL for it; our own work does not count. */
  private IntFunction<Measured> asking(OfficeUnderTest office, Supplier<byte[]> requests) {
    long postgres = servers.postgres().pid();
    return seconds -> {
      try (var generator = new Generator(office.at("/"), CONNECTIONS, requests)) {
        double node = ProcessCpu.tree(office.pid());
        double database = ProcessCpu.tree(postgres);
        var answered = generator.run(new Pace.Closed(CONNECTIONS, seconds)).allGood();
        return new Measured(
            answered.good(),
            answered.seconds(),
            ProcessCpu.tree(office.pid()) - node,
            ProcessCpu.tree(postgres) - database);
      }
    };
  }

  private Calls calls(OfficeUnderTest office, String token) {
    return new Calls(office.at("/"), new OrderIntake(stores), token, scale.products());
  }

  /** What HMS asks the database for one public read, for pgbench. */
  private String reading(java.util.function.Function<PgStores, Future<?>> read) {
    var sent = new ArrayList<Sent>();
    var unused = read.apply(stores.as(new Actor.Anyone()).watched(sent::add)).await();
    return new PgbenchScript(Map.of()).statements(sent);
  }

  private Supplier<Measured> peer(String name, String script, Pgbench as) {
    var file = Tool.script(name, script);
    var start = new AtomicInteger();
    return () ->
        as.load(file, CONNECTIONS, scale.seconds(), "start=" + start.getAndAdd(CONNECTIONS), "n=0");
  }

  private static void say(String what) {
    System.err.println(what + " ...");
  }
}
