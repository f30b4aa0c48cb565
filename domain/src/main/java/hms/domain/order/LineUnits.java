package hms.domain.order;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** So many pieces of one line. */
public record LineUnits(UUID line, int units) {

  /** The lines of a command: each once, each at least one piece, 1 to 200 of them. */
  static void check(Rules rules, List<LineUnits> lines) {
    rules.size("/lines", lines, 1, 200);
    var seen = new HashSet<UUID>();
    for (int i = 0; i < lines.size(); i++) {
      String at = "/lines/" + i;
      rules.present(at + "/line", lines.get(i).line());
      rules.range(at + "/units", lines.get(i).units(), 1, 10_000);
      rules.that(seen.add(lines.get(i).line()), at + "/line", "repeated", "each line once");
    }
  }

  /** The same as {@link #check}, for lines that come alone. */
  public static Outcome<List<LineUnits>> checked(List<LineUnits> lines) {
    var rules = new Rules();
    check(rules, lines);
    return rules.broken() ? rules.refused() : Outcome.done(List.copyOf(lines));
  }

  /** Refuses lines that are not of this work order, and more pieces than a line ever had. */
  static Outcome<List<LineUnits>> of(WorkOrder work, List<LineUnits> lines) {
    var rules = new Rules();
    for (int i = 0; i < lines.size(); i++) {
      var named = lines.get(i);
      var line = work.line(named.line());
      String unknown = "work order " + work.reference() + " has no line " + named.line();
      rules.that(line.isPresent(), "/lines/" + i + "/line", "unknown", unknown);
      int all = line.map(l -> l.units().quantity()).orElse(named.units());
      String tooMany = "the line has %d units, not %d".formatted(all, named.units());
      rules.that(named.units() <= all, "/lines/" + i + "/units", "too-many-units", tooMany);
    }
    return rules.broken() ? rules.refused() : Outcome.done(lines);
  }

  /** Where its line stands in the work order, which has it. */
  int position(WorkOrder work) {
    for (int at = 0; at < work.lines().size(); at++) {
      if (work.lines().get(at).oid().equals(line)) return at;
    }
    throw new IllegalStateException("no line " + line + " in " + work.reference());
  }

  static Refusal.WrongState wrong(String from, String command, String code, String why) {
    return new Refusal.WrongState(from, command, List.of(), code, why);
  }
}
