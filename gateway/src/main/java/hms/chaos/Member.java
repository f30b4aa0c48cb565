package hms.chaos;

import hms.gateway.local.ChildNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A compute node as a process of its own, that can be killed, frozen, stopped and started again.
 */
final class Member {
  private final String name;
  private final Path config;
  private final Path log;
  private final Supplier<List<FaultProxy>> roads;
  private List<FaultProxy> open = List.of();
  private Optional<ChildNode> node = Optional.empty();
  private Optional<Process> freezing = Optional.empty();

  /**
   * @param roads opens what stands before the node, and what stands between it and the database
   */
  Member(String name, Path config, Path log, Supplier<List<FaultProxy>> roads) {
    this.name = name;
    this.config = config;
    this.log = log;
    this.roads = roads;
  }

  String name() {
    return name;
  }

  boolean alive() {
    return node.filter(ChildNode::alive).isPresent();
  }

  /** Only of one that was started. */
  long pid() {
    return node.orElseThrow().pid();
  }

  void start() {
    open = roads.get();
    node = Optional.of(ChildNode.start(name, config, log));
  }

  /** Closes connections that the weather allows no more. */
  void look() {
    open.forEach(FaultProxy::look);
  }

  /** SIGKILL. */
  void kill() {
    node.orElseThrow().kill();
    shut();
  }

  /** SIGTERM; done when it is gone. */
  void stop() {
    node.orElseThrow().stop();
    shut();
  }

  /** Nobody listens for it any more, as it is without forwarders when a process ends. */
  private void shut() {
    open.forEach(FaultProxy::close);
    open = List.of();
  }

  /** SIGSTOP, and SIGCONT by itself after a while. */
  void freeze(Duration span) {
    freezing = Optional.of(Signals.freeze(pid(), span));
  }

  void awaitThaw() {
    freezing.ifPresent(each -> each.onExit().join());
    freezing = Optional.empty();
  }

  /** Ends it, however it is. */
  void end() {
    if (alive()) kill();
    else shut();
  }
}
