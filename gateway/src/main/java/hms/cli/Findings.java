package hms.cli;

import hms.storage.pg.Verification;
import hms.storage.pg.Verification.Check;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Tells a verification: a line a check, below it what is wrong. Progress goes to the side. */
final class Findings implements Verification.Watcher {
  private final PrintWriter out;
  private final PrintWriter side;
  private @Nullable ProgressBar bar;

  Findings(PrintWriter out, PrintWriter side) {
    this.out = out;
    this.side = side;
  }

  @Override
  public void passed(long seals, long all) {
    if (bar == null) bar = new ProgressBar(side);
    bar.show("audit", seals, all, "%d of %d seals".formatted(seals, all));
  }

  @Override
  public void ended(Check check) {
    if (bar != null) bar.end();
    bar = null;
    String verdict = check.holds() ? "ok" : "wrong:";
    out.printf("%-38s %-24s %s%n", check.name(), check.lookedAt(), verdict);
    check.findings().forEach(finding -> out.println("  " + finding));
  }
}
