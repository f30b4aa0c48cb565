package hms.chaos;

import hms.storage.embedded.FreePort;
import hms.storage.pg.DatabaseConfig;
import hms.storage.pg.PgJobViews;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Compute nodes as real processes on one database, with a proxy before each port: everything that
 * goes between two nodes, or between a node and the database, passes one.
 */
final class Fleet implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  /** Ports of a node: its own, and those that the others, or it itself, connect to. */
  private record Ports(
      int membership, int bus, int publicMembership, int publicBus, int database) {}

  private final Path dir;
  private final Database database;
  private final PgJobViews views;
  private final Skies skies;
  private final List<Ports> ports = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();

  /** By name; of a node that was started again, the newest. */
  private final Map<String, Long> pids = new ConcurrentHashMap<>();

  private final Map<String, String> ids = new HashMap<>();

  /** Of {@code size} nodes with a slot each; {@link #complete} starts them. */
  Fleet(Path dir, Database database, PgJobViews views, int size) {
    this.dir = dir;
    this.database = database;
    this.views = views;
    this.skies = new Skies();
    try {
      for (int i = 0; i < size; i++) ports.add(freePorts());
      for (int i = 0; i < size; i++) members.add(member("node-" + (i + 1), ports.get(i)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Member> members() {
    return List.copyOf(members);
  }

  /** The node with this id. */
  Member member(String id) {
    return members.stream().filter(each -> id(each).equals(id)).findFirst().orElseThrow();
  }

  /** The id that the node has for as long as it lives. */
  String id(Member member) {
    return Objects.requireNonNull(ids.get(member.name()));
  }

  /** Starts what does not run; one after the other, since two at once would found two clusters. */
  void complete() {
    for (Member member : members) if (!member.alive()) start(member);
  }

  /** Waits until each has its lease. */
  void settle() {
    for (Member member : members) {
      Patience.until(START, member.name(), () -> leases(member).contains(id(member)));
    }
  }

  private void start(Member member) {
    Set<String> before = leases(member);
    member.start();
    pids.put(member.name(), member.pid());
    Patience.until(
        START, member.name() + " has a lease", () -> !before.containsAll(leases(member)));
    var fresh = leases(member);
    fresh.removeAll(before);
    ids.put(member.name(), fresh.iterator().next());
  }

  private Set<String> leases(Member member) {
    return Patience.ask(views::nodes).stream()
        .filter(node -> node.name().equals(member.name()))
        .map(PgJobViews.Node::node)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Lets a storm begin around a node. */
  void storm(Member around, Set<Road> roads, Weather weather) {
    skies.storm(around.name(), roads, weather);
    members.forEach(Member::look);
  }

  void clear() {
    skies.clear();
  }

  private Member member(String name, Ports its) throws IOException {
    Path config = Files.writeString(dir.resolve(name + ".yaml"), yaml(name, its));
    Supplier<List<FaultProxy>> roads =
        () ->
            List.of(
                between(name, Road.MEMBERSHIP, its.publicMembership, its.membership),
                between(name, Road.BUS, its.publicBus, its.bus),
                new FaultProxy(
                    its.database,
                    database.office().port(),
                    from -> () -> skies.between(name, "", Road.DATABASE)));
    return new Member(name, config, dir.resolve(name + ".log"), roads);
  }

  private FaultProxy between(String to, Road road, int port, int target) {
    return new FaultProxy(
        port,
        target,
        from -> {
          String source = SocketOwners.of(from, Map.copyOf(pids)).orElse("");
          return () -> skies.between(source, to, road);
        });
  }

  private static Ports freePorts() throws IOException {
    return new Ports(
        FreePort.find(), FreePort.find(), FreePort.find(), FreePort.find(), FreePort.find());
  }

  private String yaml(String name, Ports its) {
    DatabaseConfig office = database.office();
    String all =
        ports.stream()
            .map(each -> "\"127.0.0.1:" + each.publicMembership + "\"")
            .collect(Collectors.joining(", "));
    return """
    node: {name: %s, roles: [compute], drain-delay: 0s}
    postgres:
      url: "postgresql://%s:%d/%s"
      office: {user: %s, password-file: "%s"}
    cluster:
      name: "chaos-%d"
      port: %d
      bus-port: %d
      public-port: %d
      public-bus-port: %d
      members: [%s]
    compute: {slots: 1}
    """
        .formatted(
            name,
            office.host(),
            its.database,
            office.database(),
            office.user(),
            database.passwordFile(),
            ports.getFirst().membership,
            its.membership,
            its.bus,
            its.publicMembership,
            its.publicBus,
            all);
  }

  @Override
  public void close() {
    members.forEach(Member::end);
  }
}
