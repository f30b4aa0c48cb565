package hms.gateway.legacy.intake;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.audit.Cause;
import hms.gateway.command.Mint;
import hms.gateway.legacy.Assumptions;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Imports a directory of the original application. It can be repeated: what is known by its oid
 * stays as it is. Blocks; for a thread that may wait.
 */
public final class LegacyImport {
  private static final Actor IMPORT = new Actor.House("import");
  private static final Refusal REHEARSED = new Refusal.Denied("a dry run", List.of());

  private final PgStores stores;
  private final Assumptions open;
  private final Optional<UUID> owner;
  private final PastOrders orders;
  private final Mint mint;

  /**
   * @param owner whose the products are; if it is empty, the one artisan's of the directory
   */
  public LegacyImport(PgStores stores, Assumptions open, Optional<UUID> owner, Mint mint) {
    this.stores = stores;
    this.open = open;
    this.owner = owner;
    this.orders = new PastOrders(open.currencies().getFirst(), mint);
    this.mint = mint;
  }

  /** Each file in a transaction of its own, so that one that is refused stops no other. */
  public List<Entry> run(Path dir) throws IOException {
    var readings = readings(dir);
    var arrivals = new Arrivals(owner(readings), orders, mint);
    return readings.stream()
        .map(reading ->
            entry(
                reading,
                stores.transact(IMPORT, cause(reading), tx -> arrivals.take(tx, reading)).await()))
        .toList();
  }

  /** The same in one transaction, which is undone: products need to see their artisan. */
  public List<Entry> rehearse(Path dir) throws IOException {
    var readings = readings(dir);
    var arrivals = new Arrivals(owner(readings), orders, mint);
    var entries = new ArrayList<Entry>();
    var undone =
        stores
            .transact(
                IMPORT,
                tx ->
                    Step.each(
                            readings,
                            reading ->
                                tx.attempt(() -> arrivals.take(tx, reading))
                                    .map(outcome -> entry(reading, outcome)))
                        .<Object>then(all -> {
                          entries.clear();
                          entries.addAll(all);
                          return Step.refused(REHEARSED);
                        }))
            .await();
    if (undone instanceof Outcome.Refused<Object>(var why) && why == REHEARSED) return entries;
    throw new IllegalStateException("the dry run was not undone as a whole: " + undone);
  }

  /** Whoever may start programs here is known to the machine. */
  private static Cause cause(Reading reading) {
    return Cause.UNKNOWN
        .because("import of " + reading.file())
        .onBehalfOf("os:" + System.getProperty("user.name"));
  }

  private List<Reading> readings(Path dir) throws IOException {
    var seen = new HashMap<UUID, String>();
    return new OriginalFolder(dir, open)
        .read().stream().map(reading -> onlyOnce(reading, seen)).toList();
  }

  /** Of two files with one oid the first counts; the other must not pass for known. */
  private static Reading onlyOnce(Reading reading, Map<UUID, String> seen) {
    return oid(reading)
        .map(oid -> seen.putIfAbsent(oid, reading.file()))
        .<Reading>map(first ->
            new Reading.Settled(Entry.refused(reading.file(), "its oid is that of " + first)))
        .orElse(reading);
  }

  private static Optional<UUID> oid(Reading reading) {
    return switch (reading) {
      case Reading.OfArtisan(var file, var original) -> Optional.of(original.oid());
      case Reading.OfProduct(var file, var original) -> Optional.of(original.oid());
      case Reading.OfOrder(var file, var original) -> Optional.of(original.oid());
      case Reading.Settled settled -> Optional.empty();
    };
  }

  /** A directory of which a second artisan could not be read has no single one. */
  private Optional<UUID> owner(List<Reading> readings) {
    var artisans = readings.stream().filter(OriginalFolder::isArtisan).toList();
    return owner.or(() -> artisans.size() == 1 ? oid(artisans.getFirst()) : Optional.empty());
  }

  private static Entry entry(Reading reading, Outcome<Entry> outcome) {
    return switch (outcome) {
      case Outcome.Done<Entry>(var entry) -> entry;
      case Outcome.Refused<Entry>(var why) -> Entry.refused(reading.file(), why);
    };
  }
}
