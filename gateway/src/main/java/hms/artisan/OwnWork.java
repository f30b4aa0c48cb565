package hms.artisan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Outcome;
import hms.domain.order.UnitLedger.Bucket;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.file.FileObjects;
import hms.storage.file.Sync;
import hms.storage.stall.Pending;
import hms.storage.stall.WorkSheet;
import hms.storage.stall.WorkSheet.Asked;
import hms.storage.stall.WorkSheet.Parcel;
import hms.storage.stall.WorkSheet.Told;
import hms.storage.stall.WorkSheet.Way;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Work orders as their artisan sees them: what the office says of them, and the own parcels. */
final class OwnWork implements Follower {
  private static final Set<String> TOLD = members(Told.class);
  private static final Set<String> ASKED = members(Asked.class);
  private static final Set<String> PARCEL = members(Parcel.class);

  private final FileObjects tx;
  private final UUID artisan;
  private final Instant now;

  OwnWork(FileObjects tx, UUID artisan, Instant now) {
    this.tx = tx;
    this.artisan = artisan;
    this.now = now;
  }

  @Override
  public Step<Boolean> said(Pending message) {
    if (!message.name().equals("work_order.ship")) return Step.done(false);
    var members = message.data().put("way", "shipped");
    return read(members, PARCEL, Parcel.class)
        .map(parcel -> change(message.about(), sheet -> sent(sheet, parcel)))
        .orElseGet(() -> Step.done(false));
  }

  @Override
  public Step<List<UUID>> heard(String type, UUID oid, ObjectNode data) {
    Step<Boolean> done =
        switch (type) {
          case "work_order.sent", "work_order.changed" -> told(oid, data);
          case "work_order.cancel_requested" ->
              change(oid, sheet -> asked(sheet, read(data, ASKED, Asked.class).orElse(null)));
          case "work_order.cancel_withdrawn" -> change(oid, sheet -> asked(sheet, null));
          default -> Step.done(false);
        };
    return done.then(saved -> officeVersion(oid, data)).map(marked -> List.of());
  }

  @Override
  public Step<Boolean> answered(Pending asked, ObjectNode reply) {
    UUID oid = asked.about();
    if (oid == null) return Step.done(false);
    boolean refused = reply.path("status").asText().equals("refused");
    if (refused) return change(oid, sheet -> undone(sheet, asked));
    return told(oid, reply)
        .then(saved -> change(oid, sheet -> done(sheet, asked)))
        .then(saved -> officeVersion(oid, reply));
  }

  private Step<Boolean> told(UUID oid, ObjectNode data) {
    var read = read(data, TOLD, Told.class);
    if (read.isEmpty()) return Step.done(false);
    var told = read.get();
    return tx.workSheets()
        .find(oid)
        .orAbsent()
        .then(found ->
            found.isPresent()
                ? change(oid, sheet -> answeredBy(sheet, told, data.path("event").asText()))
                : tx.workSheets().save(null, first(oid, told), "arrive").map(saved -> true));
  }

  private WorkSheet first(UUID oid, Told told) {
    return new WorkSheet(oid, 1, now, now, artisan, told, List.of(), null);
  }

  /** What was asked is answered by silence, or there is not so much left to ask for. */
  private WorkSheet answeredBy(WorkSheet sheet, Told told, String event) {
    boolean over = event.equals("work_order.cancel_agreed") || !asksForWhatIsThere(sheet, told);
    return sheet.with(told, sheet.parcels(), over ? null : sheet.asked(), now);
  }

  private static boolean asksForWhatIsThere(WorkSheet sheet, Told told) {
    var asked = sheet.asked();
    return asked == null
        || asked.lines().stream()
            .allMatch(each ->
                told.lines().stream()
                    .filter(line -> line.oid().equals(each.line()))
                    .anyMatch(line -> line.units().in(Bucket.ACCEPTED) >= each.units()));
  }

  private WorkSheet asked(WorkSheet sheet, @Nullable Asked request) {
    return sheet.with(sheet.told(), sheet.parcels(), request, now);
  }

  private WorkSheet sent(WorkSheet sheet, Parcel parcel) {
    var parcels = new ArrayList<>(without(sheet, parcel.shipment()));
    parcels.add(parcel);
    return sheet.with(sheet.told(), parcels, sheet.asked(), now);
  }

  private WorkSheet done(WorkSheet sheet, Pending asked) {
    return switch (asked.name()) {
      case "work_order.agree", "work_order.refuse" -> asked(sheet, null);
      case "work_order.deliver" -> onItsWay(sheet, shipment(asked), Way.DELIVERED);
      case "work_order.void" -> onItsWay(sheet, shipment(asked), Way.VOIDED);
      default -> sheet;
    };
  }

  private WorkSheet undone(WorkSheet sheet, Pending asked) {
    return asked.name().equals("work_order.ship")
        ? sheet.with(sheet.told(), without(sheet, shipment(asked)), sheet.asked(), now)
        : sheet;
  }

  private WorkSheet onItsWay(WorkSheet sheet, UUID shipment, Way way) {
    var parcels =
        sheet.parcels().stream()
            .map(each -> each.shipment().equals(shipment) ? each.now(way) : each)
            .toList();
    return sheet.with(sheet.told(), parcels, sheet.asked(), now);
  }

  private Step<Boolean> change(@Nullable UUID oid, UnaryOperator<WorkSheet> edit) {
    if (oid == null) return Step.done(false);
    return tx.workSheets()
        .find(oid)
        .orAbsent()
        .then(found ->
            found.isEmpty()
                ? Step.done(false)
                : tx.workSheets()
                    .save(found.get(), edit.apply(found.get()), "follow")
                    .map(saved -> true));
  }

  private Step<Boolean> officeVersion(UUID oid, ObjectNode data) {
    long version = data.path("version").asLong();
    return tx.workSheets()
        .sync(oid)
        .then(sync -> tx.workSheets().mark(oid, new Sync(version, sync.status())))
        .orAbsent()
        .map(Optional::isPresent);
  }

  private static List<Parcel> without(WorkSheet sheet, UUID shipment) {
    return sheet.parcels().stream().filter(each -> !each.shipment().equals(shipment)).toList();
  }

  private static UUID shipment(Pending asked) {
    return UUID.fromString(asked.data().path("shipment").asText());
  }

  /** Of the members that are known here: a newer office may tell more. */
  private static <T> Optional<T> read(ObjectNode data, Set<String> members, Class<T> type) {
    JsonNode known = data.deepCopy().retain(members);
    return DomainJson.bind(known, type) instanceof Outcome.Done<T>(var read)
        ? Optional.of(read)
        : Optional.empty();
  }

  private static Set<String> members(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(Collectors.toUnmodifiableSet());
  }
}
