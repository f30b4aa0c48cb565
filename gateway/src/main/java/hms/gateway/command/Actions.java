package hms.gateway.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Violation;
import hms.storage.DomainJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What somebody can do to an object as it stands: each command of theirs is tried by the very
 * domain that would carry it out, so that no client needs a copy of the rules. Commands that their
 * permissions never allow, and those of the house, are not named.
 */
public final class Actions {
  private final Actor actor;
  private final List<Action> all = new ArrayList<>();

  /**
   * A command, with good content, given now.
   *
   * @param allowed it would change something
   * @param code why not, for programs; null if allowed
   * @param why a sentence for people; null if allowed
   */
  public record Action(
      String command, boolean allowed, @Nullable String code, @Nullable String why) {}

  public Actions(Actor actor) {
    this.actor = actor;
  }

  /**
   * Tries a command, if the actor has the permission.
   *
   * @param trial the decision about the object as it stands; it must change nothing
   */
  public Actions add(String command, Permission needed, Supplier<Outcome<?>> trial) {
    if (actor.may(needed)) all.add(action(command, trial.get()));
    return this;
  }

  public List<Action> all() {
    return List.copyOf(all);
  }

  /** Adds them to a view of the object. */
  public ObjectNode on(ObjectNode view) {
    view.set("allowedActions", DomainJson.tree(all));
    return view;
  }

  private static Action action(String command, Outcome<?> outcome) {
    return switch (outcome) {
      case Done<?> done -> new Action(command, true, null, null);
      case Refused<?>(Refusal.WrongState(var from, var word, var may, var code, var why)) ->
          new Action(command, false, code, why);
      case Refused<?>(Refusal.Denied(var rule, var fields)) ->
          new Action(command, false, "denied", rule);
      case Refused<?>(Refusal.Invalid(var broken)) ->
          new Action(command, false, "incomplete", pointers(broken));
      case Refused<?>(Refusal.Conflict(var clashes)) ->
          new Action(command, false, "conflict", "both sides changed the same fields");
      case Refused<?>(Refusal.Duplicate(var field, var why)) ->
          new Action(command, false, "duplicate", why);
      case Refused<?>(Refusal.Shortage shortage) ->
          new Action(command, false, "shortage", "less is free than it takes");
      case Refused<?>(var other) ->
          throw new IllegalStateException("no refusal of a rule: " + other);
    };
  }

  private static String pointers(List<Violation> broken) {
    return "still needed or wrong: "
        + String.join(", ", broken.stream().map(Violation::pointer).toList());
  }
}
