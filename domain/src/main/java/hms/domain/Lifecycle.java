package hms.domain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The allowed moves of a stored object, as a table: (state, command) gives the next state.
 *
 * <p>A table can be listed, drawn and compared with the database; see docs/lifecycle.
 */
public final class Lifecycle<S extends Enum<S>, C extends Enum<C>> {

  /** One row of the table. */
  public record Move<S, C>(S from, C command, S to) {}

  /** A way into the world: the command that makes an object, and its first state. */
  public record Birth<S, C>(C command, S state) {}

  private final String name;
  private final Class<S> states;
  private final List<Birth<S, C>> births;
  private final Map<S, Map<C, S>> table;

  private Lifecycle(
      String name, Class<S> states, List<Birth<S, C>> births, Map<S, Map<C, S>> table) {
    this.name = name;
    this.states = states;
    this.births = List.copyOf(births);
    this.table = table;
  }

  public static <S extends Enum<S>, C extends Enum<C>> Builder<S, C> of(
      String name, Class<S> states, Class<C> commands) {
    return new Builder<>(name, states, commands);
  }

  public String name() {
    return name;
  }

  /** The state after {@code command}, or WrongState with what would have been allowed. */
  public Outcome<S> step(S from, C command) {
    S to = row(from).get(command);
    return to != null ? Outcome.done(to) : Outcome.refused(wrongState(from, command));
  }

  public boolean allows(S from, C command) {
    return row(from).containsKey(command);
  }

  /** The refusal of a command that the table lacks. */
  public Refusal.WrongState wrongState(S from, C command) {
    String why =
        "%s is %s; %s is allowed from %s"
            .formatted(name, word(from), word(command), String.join(", ", startsOf(command)));
    return barred(from, command, "not-in-this-state", why);
  }

  /**
   * The refusal of a command that the table has and a guard forbids.
   *
   * @param code why, for programs, in kebab-case
   * @param why a sentence for people
   */
  public Refusal.WrongState barred(S from, C command, String code, String why) {
    List<String> allowed = row(from).keySet().stream().map(Lifecycle::word).toList();
    return new Refusal.WrongState(word(from), word(command), allowed, code, why);
  }

  /** {@link #step}, if {@code guard} holds; else refused by the guard's code and sentence. */
  public Outcome<S> stepIf(boolean guard, S from, C command, String code, String why) {
    return step(from, command)
        .then(to -> guard ? Outcome.done(to) : Outcome.refused(barred(from, command, code, why)));
  }

  /** How objects come to be; empty if the table does not name the commands. */
  public List<Birth<S, C>> births() {
    return births;
  }

  /** Every row, in the order of the states and commands. */
  public List<Move<S, C>> moves() {
    var moves = new ArrayList<Move<S, C>>();
    table.forEach((from, row) -> row.forEach((c, to) -> moves.add(new Move<>(from, c, to))));
    return moves;
  }

  /** Where every object begins: the first constant. */
  public S start() {
    return states.getEnumConstants()[0];
  }

  /** States that nothing leaves; a move that stays where it is leaves nothing. */
  public Set<S> finalStates() {
    var ends = EnumSet.allOf(states);
    ends.removeIf(state -> row(state).values().stream().anyMatch(to -> to != state));
    return ends;
  }

  /** The diagram of this table in Mermaid's stateDiagram-v2, as kept in docs/lifecycle. */
  public String diagram() {
    var lines = new StringBuilder("stateDiagram-v2\n");
    if (births.isEmpty()) lines.append("  [*] --> %s\n".formatted(word(start())));
    for (var birth : births) {
      lines.append("  [*] --> %s: %s\n".formatted(word(birth.state()), word(birth.command())));
    }
    for (var move : moves()) {
      lines.append(
          "  %s --> %s: %s\n".formatted(word(move.from()), word(move.to()), word(move.command())));
    }
    finalStates().forEach(end -> lines.append("  %s --> [*]\n".formatted(word(end))));
    return lines.toString();
  }

  /** The word for a constant outside Java: {@code CHANGES_REQUESTED} is changes_requested. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private List<String> startsOf(C command) {
    return moves().stream().filter(m -> m.command() == command).map(m -> word(m.from())).toList();
  }

  private Map<C, S> row(S from) {
    return table.getOrDefault(from, Map.of());
  }

  /** Collects the rows; a row that is declared twice is a defect and throws. */
  public static final class Builder<S extends Enum<S>, C extends Enum<C>> {
    private final String name;
    private final Class<S> states;
    private final Class<C> commands;
    private final List<Birth<S, C>> births = new ArrayList<>();
    private final Map<S, Map<C, S>> table;

    private Builder(String name, Class<S> states, Class<C> commands) {
      this.name = name;
      this.states = states;
      this.commands = commands;
      this.table = new EnumMap<>(states);
    }

    /** An object comes to be by {@code command}, in {@code state}. */
    public Builder<S, C> born(C command, S state) {
      births.add(new Birth<>(command, state));
      return this;
    }

    public Builder<S, C> move(S from, C command, S to) {
      S before = table.computeIfAbsent(from, f -> new EnumMap<>(commands)).put(command, to);
      if (before != null) {
        throw new IllegalStateException(name + ": " + from + " -" + command + "-> is there twice");
      }
      return this;
    }

    /** The same move from each of these. */
    public Builder<S, C> move(List<S> froms, C command, S to) {
      var rows = this;
      for (var from : froms) rows = rows.move(from, command, to);
      return rows;
    }

    /** The command is allowed in each of these, and each stays as it is. */
    public Builder<S, C> stay(List<S> in, C command) {
      var rows = this;
      for (var state : in) rows = rows.move(state, command, state);
      return rows;
    }

    public Lifecycle<S, C> build() {
      return new Lifecycle<>(name, states, births, table);
    }
  }
}
