package hms.gateway.artisan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Violation;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanField;
import hms.domain.artisan.ArtisanProfile;
import hms.gateway.http.MergePatch;
import hms.gateway.intake.Importable;
import hms.gateway.intake.RowMembers;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Artisans by file, by the commands of an artisan manager: one without an id is taken on, one that
 * is there is changed. Their enrolment codes are shown to nobody (ADR 0054).
 */
public final class ArtisanRows implements Importable {
  private static final Set<String> FIELDS =
      Arrays.stream(ArtisanField.values()).map(ArtisanField::wire).collect(Collectors.toSet());

  private static final Set<String> TERMS = Set.of("awayFrom", "awayTo", "link", "notes");

  private final ArtisanService artisans;

  public ArtisanRows(ArtisanService artisans) {
    this.artisans = artisans;
  }

  @Override
  public String resource() {
    return "artisans";
  }

  @Override
  public Permission needed() {
    return Permission.ARTISANS_MANAGE;
  }

  @Override
  public Step<Effect> put(PgStores tx, Actor actor, ObjectNode row) {
    if (!row.hasNonNull("oid")) return takeOn(tx, actor, RowMembers.withoutNulls(row));
    return Step.of(RowMembers.oid(row))
        .then(oid -> tx.artisans().find(oid))
        .decide(found -> RowMembers.seen(found, row, "artisan"))
        .then(found -> change(tx, actor, found, row));
  }

  private Step<Effect> takeOn(PgStores tx, Actor actor, ObjectNode row) {
    for (var each : row.properties()) {
      if (!each.getKey().equals("profile")) {
        return Step.refused(RowMembers.readOnly("/" + each.getKey()));
      }
    }
    if (!row.path("profile").isObject()) {
      return Step.refused(Refusal.Invalid.of("/profile", "missing", "expected an object"));
    }
    return inRow(
            Step.of(DomainJson.bind(row.get("profile"), ArtisanProfile.class))
                .then(profile -> artisans.perform(tx, actor, new ArtisanCommand.Create(profile))))
        .map(made -> new Effect(Kind.CREATED, made.artisan().oid()));
  }

  private Step<Effect> change(PgStores tx, Actor actor, Artisan found, ObjectNode row) {
    return Step.of(patch(found, row))
        .then(patch -> {
          if (patch.isEmpty()) return Step.done(new Effect(Kind.UNCHANGED, found.oid()));
          var update =
              new ArtisanCommand.Update(
                  found.oid(), null, before -> ArtisanPatch.changes(before, patch));
          return inRow(artisans.perform(tx, actor, update))
              .map(done -> new Effect(Kind.CHANGED, found.oid()));
        });
  }

  /** What the row says that is not so; refused at what nobody writes by a file. */
  private static Outcome<ObjectNode> patch(Artisan found, ObjectNode row) {
    JsonNode shown = ArtisanViews.office(found);
    var patch = DomainJson.object();
    for (var each : row.properties()) {
      String name = each.getKey();
      JsonNode value = each.getValue();
      boolean known = name.equals("oid") || name.equals("version");
      if (known || RowMembers.same(shown.path(name), value)) continue;
      boolean parts = name.equals("profile") || name.equals("terms");
      if (!parts || !(value instanceof ObjectNode part)) {
        return Outcome.refused(RowMembers.readOnly("/" + name));
      }
      for (var member : part.properties()) {
        String field = member.getKey();
        if (isSo(shown.path(name).path(field), member.getValue())) continue;
        boolean written = FIELDS.contains(field) && TERMS.contains(field) == name.equals("terms");
        if (!written) return Outcome.refused(RowMembers.readOnly("/" + name + "/" + field));
        patch.set(field, member.getValue());
      }
    }
    return Outcome.done(patch);
  }

  /**
   * Would a merge patch leave it as it is? Tables have empty cells for parts that are not there.
   */
  private static boolean isSo(JsonNode shown, JsonNode said) {
    return RowMembers.same(shown, said)
        || shown.isObject() && MergePatch.of(shown, said).equals(shown);
  }

  /** A row has profile and terms as parts of its own: what is wrong is wrong in there. */
  private static <T> Step<T> inRow(Step<T> step) {
    return new Step<>(
        step.future()
            .map(outcome ->
                outcome instanceof Outcome.Refused<T>(Refusal.Invalid(var broken))
                    ? Outcome.refused(
                        new Refusal.Invalid(broken.stream().map(ArtisanRows::inRow).toList()))
                    : outcome));
  }

  private static Violation inRow(Violation broken) {
    String field = broken.pointer().split("/", 3)[1];
    return broken.at(TERMS.contains(field) ? "/terms" : "/profile");
  }
}
